package ai.datacontrols.demo;

import ai.datacontrols.ledger.Ledger;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Gives the cast their past. Whoever has a history already keeps it. */
@ApplicationScoped
class DemoData {

    void load(@Observes StartupEvent started, Ledger ledger) {
        People.ALL.stream()
                .filter(person -> !person.plans().isEmpty())
                .forEach(person -> ledger.load(person.id(), Past.of(person)));
    }
}
