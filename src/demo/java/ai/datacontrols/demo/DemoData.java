package ai.datacontrols.demo;

import ai.datacontrols.ledger.InitialImport;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Imports the history of the demo's people through the initial import, once, and then completes the import. */
@ApplicationScoped
class DemoData {

    void load(@Observes StartupEvent started, InitialImport initialImport) {
        if (!initialImport.isComplete()) {
            People.ALL.stream().flatMap(Past::of).forEach(initialImport::load);
            initialImport.complete();
        }
    }
}
