package ai.datacontrols.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code mvn -Pbench}: generates the data sets, or runs the benchmarks. */
public final class Bench {

    private static final Map<String, Benchmark> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("page", new PageBenchmark());
        ROWS.put("choice", new ChoiceBenchmark());
        ROWS.put("decision", new DecisionBenchmark());
        ROWS.put("batch", new BatchBenchmark());
        ROWS.put("snapshot", new SnapshotBenchmark());
        ROWS.put("history", new HistoryBenchmark());
        ROWS.put("length", new LengthBenchmark());
        ROWS.put("feed", new FeedBenchmark());
        ROWS.put("log", new LogBenchmark());
        ROWS.put("keycloak", new KeycloakBenchmark());
    }

    private Bench() {}

    /** Reads all options from {@link Options}. */
    public static void main(String... none) throws Exception {
        var options = Options.fromProperties();
        if (!ROWS.keySet().containsAll(options.only())) {
            throw new IllegalArgumentException("option 'only' must name some of " + ROWS.keySet());
        }
        try (var database = Database.start()) {
            for (var size : options.accounts()) {
                DatasetGenerator.ensure(DataSet.ofSize(size), database);
            }
            DatasetGenerator.ensure(DataSet.ofHistories(options.people()), database);
            if (!options.dataOnly()) {
                try (var environment = BenchEnvironment.start(options, database)) {
                    run(environment);
                }
            }
        }
    }

    private static void run(BenchEnvironment environment) throws Exception {
        var table = new Table(environment.options());
        for (var benchmark : ROWS.entrySet()) {
            var only = environment.options().only();
            if (only.isEmpty() || only.contains(benchmark.getKey())) {
                benchmark.getValue().measure(environment, table);
            }
        }
    }
}
