package ai.datacontrols.support;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of staff access, and what is shown of it. */
@ConfigMapping(prefix = "data-controls.support")
public interface SupportConfig {

    /** The limit of searches per staff member and hour. */
    @WithDefault("60")
    int searchesPerHour();

    /** Whether a search by address also finds accounts whose address the identity provider hasn't verified. */
    @WithDefault("false")
    boolean unverifiedAddresses();

    /** From how many accounts in 24 hours on the operators hear of it. */
    @WithDefault("100")
    int accountsPerDay();

    /** A regular expression: what counts as a reference to a ticket, and needs no further reason. */
    @WithDefault("[A-Z][A-Z0-9]*-[0-9]+|#[0-9]+")
    String ticket();
}
