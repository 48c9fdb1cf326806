package ai.datacontrols.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "data-controls.choices")
public interface ChoiceConfig {

    /** Limit of opt-ins and withdrawals of an account in 24 hours, across all products. An opt-out is never refused. */
    @WithDefault("20")
    int optInsPerDay();
}
