package ai.datacontrols.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Options of a run, read from system properties of the same names.
 *
 * @param accounts sizes of the data sets
 * @param rounds how often each contender is measured
 * @param period duration of one measurement
 * @param warmUp maximum duration of a contender's warm-up ({@link Rounds})
 * @param people number of people who sign in, at least 8; they own the first accounts of each data set
 * @param connections number of concurrent connections
 * @param only the benchmarks to run, by their names in {@link Bench}; empty for all
 * @param before the folder {@code quarkus-app} of another build to compare with; empty for none
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
