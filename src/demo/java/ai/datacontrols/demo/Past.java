package ai.datacontrols.demo;

import ai.datacontrols.ledger.ImportedRecord;
import ai.datacontrols.ledger.ImportedRecord.PastChoice;
import ai.datacontrols.policy.rules.Choice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The history of the demo's people before the demo, as records for the initial import. */
final class Past {

    private static final Instant BEGINNING = Instant.parse("2025-03-03T09:30:00Z");
    private static final int LONG_HISTORY = 200;

    private Past() {}

    /** Returns one record for each product that the person has a plan for. */
    static Stream<ImportedRecord> of(Person person) {
        return person.plans().entrySet().stream()
                .map(plan -> new ImportedRecord(
                        person.id(),
                        plan.getKey(),
                        plan.getValue(),
                        BEGINNING,
                        choices(person),
                        "account settings before this site"));
    }

    private static List<PastChoice> choices(Person person) {
        if (person.equals(People.OLGA)) {
            return choices(1);
        }
        return person.equals(People.HUGO) ? choices(LONG_HISTORY - 1) : List.of();
    }

    /** Alternating opt-outs and opt-ins, 27 hours apart. */
    private static List<PastChoice> choices(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(n -> new PastChoice(
                        n % 2 == 1 ? Choice.OPTED_OUT : Choice.OPTED_IN,
                        BEGINNING.plus(Duration.ofHours(27).multipliedBy(n))))
                .toList();
    }
}
