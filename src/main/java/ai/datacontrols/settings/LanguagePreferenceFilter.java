package ai.datacontrols.settings;

import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.web.auth.CurrentUser;
import ai.datacontrols.web.locale.UserLocale;
import ai.datacontrols.web.request.RequestPipeline;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Stores the language that a signed-in person chooses in their profile, and applies it when they sign in elsewhere. A
 * language chosen without a session is stored only in the browser (ADR 0015).
 */
@Singleton
class LanguagePreferenceFilter {

    private static final Pattern SIGNED_IN = Pattern.compile("/(?:settings|support)(?:/.*)?");

    private final UserLocale userLocale;
    private final CurrentUser currentUser;

    LanguagePreferenceFilter(UserLocale userLocale, CurrentUser currentUser) {
        this.userLocale = userLocale;
        this.currentUser = currentUser;
    }

    @ServerRequestFilter(priority = RequestPipeline.OfResources.LANGUAGE_PREFERENCE)
    void filter(ContainerRequestContext request) {
        if (!SIGNED_IN.matcher(request.getUriInfo().getPath()).matches()) {
            return;
        }
        var chosen = userLocale.newlyChosenLanguage();
        if (chosen.isPresent()) {
            QuarkusTransaction.requiringNew()
                    .run(() -> AccountProfile.saveLanguage(currentUser.account(), chosen.get()));
            userLocale.settleLanguage(chosen.get());
        } else if (userLocale.hasJustSignedIn()) {
            userLocale.settleLanguage(
                    QuarkusTransaction.requiringNew().call(() -> AccountProfile.language(currentUser.account())));
        }
    }
}
