package ai.datacontrols.support;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What staff may do, and what of them is told. */
@ConfigMapping(prefix = "data-controls.support")
public interface SupportConfig {

    /** How many accounts a staff member may look for in an hour. */
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
