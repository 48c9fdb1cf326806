package ai.datacontrols.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits on what people choose. */
@ConfigMapping(prefix = "data-controls.choices")
public interface ChoiceConfig {

    /** How often an account may opt in within 24 hours, on all products together. An opt-out is never refused. */
    @WithDefault("20")
    int optInsPerDay();
}
