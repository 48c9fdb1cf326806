package ai.datacontrols.configuration;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/**
 * Configures the identity provider. The application refuses to start if a setting is missing, and names it; {@code
 * application.properties} passes the values on.
 */
@ConfigMapping(prefix = "data-controls.sign-in")
interface SignInConfig {

    /** Returns the realm's URL, such as {@code https://id.example.com/realms/data-controls}. */
    URI issuer();

    String clientId();

    String clientSecret();

    /** Returns the secret that encrypts the tokens of sessions: 32 characters or more, the same for every replica. */
    String sessionSecret();

    /**
     * Returns the secret that encrypts the tokens of staff sessions: 32 characters or more, and a different secret, so
     * that a session of the pages can't be used as one of staff.
     */
    String staffSessionSecret();
}
