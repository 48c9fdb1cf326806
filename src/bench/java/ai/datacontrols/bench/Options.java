package ai.datacontrols.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Options of a run, given to Maven as {@code -D} properties of the same names and passed on in {@code bench.properties}.
 *
 * @param accounts sizes of the data sets
 * @param rounds how often each contender is measured
 * @param period duration of one measurement
 * @param warmUp maximum duration of a contender's warm-up ({@link Rounds})
 * @param people number of people who sign in, at least 10; they own the first accounts of each data set
 * @param connections number of concurrent connections
 * @param only the benchmarks to run, by their names in {@link Bench}; empty for all
 * @param before the folder {@code quarkus-app} of another build to compare with; empty for none
 * @param dataOnly whether to generate missing data sets and measure nothing ({@code -Dstep=data})
 */
record Options(
        List<Integer> accounts,
        int rounds,
        Duration period,
        Duration warmUp,
        int people,
        int connections,
        List<String> only,
        Optional<Path> before,
        boolean dataOnly) {

    /** Returns the options; {@code -Dsmall} has smaller defaults, whose figures mean nothing. */
    static Options fromProperties() {
        var given = given();
        var small = given.containsKey("small");
        return new Options(
                list(given.getProperty("accounts", small ? "10000" : "10000,1000000,10000000")).stream()
                        .map(Integer::valueOf)
                        .sorted()
                        .toList(),
                number(given, "rounds", small ? 1 : 5),
                Duration.ofSeconds(number(given, "seconds", small ? 2 : 10)),
                Duration.ofSeconds(number(given, "warmup", small ? 1 : 150)),
                number(given, "people", small ? 40 : 500),
                number(given, "connections", small ? 8 : 16),
                list(given.getProperty("only", "")),
                list(given.getProperty("before", "")).stream().findFirst().map(Path::of),
                given.getProperty("step", "run").equals("data"));
    }

    private static Properties given() {
        var given = new Properties();
        try (var file = Options.class.getResourceAsStream("/bench.properties")) {
            given.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        given.values().removeIf(value -> value.toString().startsWith("${"));
        return given;
    }

    private static int number(Properties given, String name, int otherwise) {
        return Integer.parseInt(given.getProperty(name, Integer.toString(otherwise)));
    }

    private static List<String> list(String value) {
        return Arrays.stream(value.split(","))
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
