package ai.datacontrols.operations;

import ai.datacontrols.ledger.InitialImport;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.event.Observes;

/** Whether there is anything to load before the first decision. */
@ConfigMapping(prefix = "data-controls.initial-import")
interface InitialImportConfig {

    /** False for a company without earlier accounts: the first load is complete, for good, at the first start. */
    @WithDefault("true")
    boolean expected();

    /** Declares it complete where none is expected. */
    class Empty {

        void declare(@Observes StartupEvent started, InitialImportConfig config, InitialImport initialImport) {
            if (!config.expected()) {
                initialImport.complete();
            }
        }
    }
}
