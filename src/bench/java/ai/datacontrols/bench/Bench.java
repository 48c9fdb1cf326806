package ai.datacontrols.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code mvn -Pbench}: makes the data, or measures. */
public final class Bench {

    private static final Map<String, Row> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("page", new PageRow());
        ROWS.put("choice", new ChoiceRow());
        ROWS.put("decision", new DecisionRow());
        ROWS.put("batch", new BatchRow());
        ROWS.put("snapshot", new SnapshotRow());
        ROWS.put("history", new HistoryRow());
        ROWS.put("feed", new FeedRow());
        ROWS.put("keycloak", new KeycloakRow());
    }

    private Bench() {}

    /** Takes everything from system properties ({@link Options}); {@code step} is {@code data} or {@code run}. */
    public static void main(String... none) throws Exception {
        var options = Options.fromProperties();
        if (!ROWS.keySet().containsAll(options.only())) {
            throw new IllegalArgumentException("only: some of " + ROWS.keySet());
        }
        try (var database = Database.start()) {
            for (var size : options.accounts()) {
                Making.ensure(DataSet.ofSize(size), database);
            }
            Making.ensure(DataSet.ofHistories(options.people()), database);
            if (!System.getProperty("step").equals("data")) {
                try (var world = World.start(options, database)) {
                    run(world);
                }
            }
        }
    }

    private static void run(World world) throws Exception {
        var table = new Table(world.options());
        for (var row : ROWS.entrySet()) {
            var only = world.options().only();
            if (only.isEmpty() || only.contains(row.getKey())) {
                row.getValue().measure(world, table);
            }
        }
    }
}
