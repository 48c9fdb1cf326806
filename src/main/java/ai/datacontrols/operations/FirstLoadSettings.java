package ai.datacontrols.operations;

import ai.datacontrols.ledger.FirstLoad;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.event.Observes;

/** Whether there is anything to load before the first decision. */
@ConfigMapping(prefix = "data-controls.first-load")
interface FirstLoadSettings {

    /** False for a company without earlier accounts: the first load is complete, for good, at the first start. */
    @WithDefault("true")
    boolean expected();

    /** Declares it complete where none is expected. */
    class Empty {

        void declare(@Observes StartupEvent started, FirstLoadSettings settings, FirstLoad firstLoad) {
            if (!settings.expected()) {
                firstLoad.complete();
            }
        }
    }
}
