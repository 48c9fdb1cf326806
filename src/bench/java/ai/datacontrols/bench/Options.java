package ai.datacontrols.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a run is asked for, by system properties of the same names.
 *
 * @param accounts the sizes of the data
 * @param rounds how often each thing is measured, in turn with its limit
 * @param period how long each time
 * @param warmUp how long at the most until a side is warm ({@link Rounds})
 * @param people how many sign in; they are the first accounts of all data, and at least 8
 * @param connections how many callers there are at the same time
 * @param only the rows to measure, by their names in {@link Bench}; empty for all
 * @param before the folder {@code quarkus-app} of another build, measured in turn with this one; empty for none
 */
record Options(
        List<Integer> accounts,
        int rounds,
        Duration period,
        Duration warmUp,
        int people,
        int connections,
        List<String> only,
        Optional<Path> before) {

    static Options fromProperties() {
        return new Options(
                list("accounts").stream().map(Integer::valueOf).sorted().toList(),
                Integer.getInteger("rounds"),
                Duration.ofSeconds(Integer.getInteger("seconds")),
                Duration.ofSeconds(Integer.getInteger("warmup")),
                Integer.getInteger("people"),
                Integer.getInteger("connections"),
                list("only"),
                list("before").stream().findFirst().map(Path::of));
    }

    private static List<String> list(String name) {
        return Arrays.stream(System.getProperty(name, "").split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    int smallest() {
        return accounts.get(0);
    }

    int largest() {
        return accounts.get(accounts.size() - 1);
    }
}
