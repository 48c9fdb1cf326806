package ai.datacontrols.operations;

import ai.datacontrols.ledger.InitialImport;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.event.Observes;

@ConfigMapping(prefix = "data-controls.initial-import")
interface InitialImportConfig {

    /** Returns false for a company without earlier accounts: the import is complete, irreversibly, at the first start. */
    @WithDefault("true")
    boolean expected();

    class Empty {

        void declare(@Observes StartupEvent started, InitialImportConfig config, InitialImport initialImport) {
            if (!config.expected()) {
                initialImport.complete();
            }
        }
    }
}
