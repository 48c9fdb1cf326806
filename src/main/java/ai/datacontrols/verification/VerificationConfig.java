package ai.datacontrols.verification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "data-controls.verification")
public interface VerificationConfig {

    /** Returns how many accounts the cluster verifies in a second, at most; 0 switches the verification off. */
    @WithDefault("200")
    int accountsPerSecond();

    /** Returns how many leaves of the transparency log the cluster compares with the ledger in a second, at most; 0 switches that off. */
    @WithDefault("2000")
    int leavesPerSecond();
}
