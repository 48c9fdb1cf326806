package ai.datacontrols.operations;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/**
 * The identity provider. A missing one stops the start with its name; {@code
 * application.properties} hands the values on.
 */
@ConfigMapping(prefix = "data-controls.sign-in")
interface SignInConfig {

    /** The realm's address, such as {@code https://id.example.com/realms/data-controls}. */
    URI issuer();

    String clientId();

    String clientSecret();

    /** Encrypts the session cookie: 32 characters or more, the same for every replica. */
    String sessionSecret();

    /** Encrypts the session cookie of staff, which must not be made from one of the pages: another one, of the same length. */
    String staffSessionSecret();
}
