package ai.datacontrols.demo;

import ai.datacontrols.ledger.FirstLoad;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Gives the cast their past, as existing records are loaded: once, and then the first load is complete. */
@ApplicationScoped
class DemoData {

    void load(@Observes StartupEvent started, FirstLoad firstLoad) {
        if (!firstLoad.isComplete()) {
            People.ALL.stream().flatMap(Past::of).forEach(firstLoad::load);
            firstLoad.complete();
        }
    }
}
