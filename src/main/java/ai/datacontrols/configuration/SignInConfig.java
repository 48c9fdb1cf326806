package ai.datacontrols.configuration;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Configures the identity provider; {@code application.properties} passes the values on. */
@ConfigMapping(prefix = "data-controls.sign-in")
interface SignInConfig {

    /** Returns the realm's URL, such as {@code https://id.example.com/realms/data-controls}. */
    URI issuer();

    String clientId();

    String clientSecret();

    /** Returns the secret that encrypts the tokens of sessions: 32 characters or more, the same for every replica. */
    String sessionSecret();

    /** Returns the secret of staff sessions: another one, so that a session of the pages can't be used as one of staff. */
    String staffSessionSecret();
}
