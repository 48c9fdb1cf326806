package ai.datacontrols.settings;

import ai.datacontrols.ledger.AccountProfile;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The language that somebody chose goes with them: it is kept with their profile, and asked for when they sign in elsewhere. */
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
        var chosen = reader.chosenLanguage();
        if (chosen.isPresent()) {
            QuarkusTransaction.requiringNew().run(() -> AccountProfile.keepLanguage(signedIn.account(), chosen.get()));
            reader.settleLanguage(chosen.get());
        } else if (reader.hasJustSignedIn()) {
            reader.settleLanguage(
                    QuarkusTransaction.requiringNew().call(() -> AccountProfile.language(signedIn.account())));
        }
    }
}
