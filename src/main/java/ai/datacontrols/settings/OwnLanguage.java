package ai.datacontrols.settings;

import ai.datacontrols.ledger.AccountProfile;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Stores the language that a signed-in person chooses in their profile, and applies it when they sign in elsewhere. A language
 * chosen without a session stays in the browser (ADR 0015).
 */
@Singleton
class OwnLanguage {

    /** The pages that know who reads them. */
    private static final Pattern SIGNED_IN = Pattern.compile("/(?:settings|support)(?:/.*)?");

    private final Reader reader;
    private final SignedIn signedIn;

    OwnLanguage(Reader reader, SignedIn signedIn) {
        this.reader = reader;
        this.signedIn = signedIn;
    }

    @ServerRequestFilter
    void follow(ContainerRequestContext request) {
        if (!SIGNED_IN.matcher(request.getUriInfo().getPath()).matches()) {
            return;
        }
        var chosen = reader.newlyChosenLanguage();
        if (chosen.isPresent()) {
            QuarkusTransaction.requiringNew().run(() -> AccountProfile.keepLanguage(signedIn.account(), chosen.get()));
            reader.settleLanguage(chosen.get());
        } else if (reader.hasJustSignedIn()) {
            reader.settleLanguage(
                    QuarkusTransaction.requiringNew().call(() -> AccountProfile.language(signedIn.account())));
        }
    }
}
