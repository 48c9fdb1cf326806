package ai.datacontrols.web.auth;

import ai.datacontrols.web.error.ViewerLookup;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Reads the signed-in person without calling the identity provider, which could fail or end the session. */
@Singleton
class SessionViewer implements ViewerLookup {

    private static final Logger LOG = Logger.getLogger(SessionViewer.class);

    private final SessionStore sessions;

    SessionViewer(SessionStore sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Void> load(RoutingContext context) {
        if (Viewer.isAuthenticated(context) || !hasSessionCookie(context)) {
            return Uni.createFrom().voidItem();
        }
        return sessions.load(context)
                .invoke(() -> Viewer.remember(context, SessionStore.claims(context)))
                .onFailure()
                .invoke(failure -> LOG.infof("failed to read the signed-in person: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Only after {@link RequestCookies}: an earlier filter rejects headers that no one may parse. */
    private static boolean hasSessionCookie(RoutingContext context) {
        return SignInCookies.isDetermined(context)
                && context.request().getCookie(SignInCookies.of(context).session()) != null;
    }
}
