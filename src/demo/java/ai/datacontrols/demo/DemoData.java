package ai.datacontrols.demo;

import ai.datacontrols.ledger.InitialImport;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Gives the cast their past, as existing records are loaded: once, and then the first load is complete. */
@ApplicationScoped
class DemoData {

    void load(@Observes StartupEvent started, InitialImport initialImport) {
        if (!initialImport.isComplete()) {
            People.ALL.stream().flatMap(Past::of).forEach(initialImport::load);
            initialImport.complete();
        }
    }
}
