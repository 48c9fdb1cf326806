package ai.datacontrols.support;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "data-controls.support")
public interface SupportConfig {

    @WithDefault("60")
    int searchesPerHour();

    /** Returns whether a search by address also finds accounts whose address the identity provider hasn't verified. */
    @WithDefault("false")
    boolean unverifiedAddresses();

    /** Returns the number of accounts in 24 hours above which a staff access counts as unusual. */
    @WithDefault("100")
    int accountsPerDay();

    /** Returns the regular expression of ticket references, which are sufficient as a reason. */
    @WithDefault("[A-Z][A-Z0-9]*-[0-9]+|#[0-9]+")
    String ticket();
}
