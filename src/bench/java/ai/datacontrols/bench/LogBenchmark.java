package ai.datacontrols.bench;

import ai.datacontrols.proof.Checkpoint;
import ai.datacontrols.proof.SignatureType;
import ai.datacontrols.proof.SigningKey;
import ai.datacontrols.proof.TileDirectory;
import ai.datacontrols.proof.TiledTree;
import ai.datacontrols.proof.verify.VerifierFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Measures the transparency log: its cost for choices, backfill, the delay of sealing, proofs and the offline verifier. */
final class LogBenchmark implements Benchmark {

    private static final String WITH = "with the log";
    private static final String WITHOUT = "without the log";
    private static final String DATABASE = "bench_log";
    private static final int EXPORTED = 10_000;
    private static final int PROOFS = 1_000;
    private static final int RUNS = 5;
    private static final double MILLIS = 1e6;

    private final SigningKey key = SigningKey.generate("bench.example/log", SignatureType.ED25519);

    @Override
    public void measure(BenchEnvironment environment, Table table) throws Exception {
        System.out.println("Transparency log");
        var accounts = environment.options().smallest();
        var database = environment.database();
        database.execute(Database.SUPERUSER, "drop database if exists " + DATABASE);
        var data = new DataSet(DATABASE, accounts, false);
        DatasetGenerator.ensure(data, database);
        var directory = Files.createTempDirectory(Path.of("target"), "log").toAbsolutePath();
        var begin = System.nanoTime();
        var application = environment.applicationWith(
                data,
                "log",
                Map.of(
                        "data-controls.log.key",
                        key.toPrivateText(),
                        "data-controls.log.directory",
                        directory.toString()));
        awaitSealed(database);
        table.add(
                "backfill, from the start of the application",
                "%s entries in %.1f s"
                        .formatted(database.ask(DATABASE, "select count(*) from log_leaf"), secondsSince(begin)),
                "",
                "");
        choices(environment, application, table);
        proofs(directory.resolve("1"), table);
        verifier(table);
    }

    private static void choices(BenchEnvironment environment, URI application, Table table) throws Exception {
        var options = environment.options();
        var without = environment.application(environment.smallest());
        var load = new ClickLoad(application, environment.people(application), options.connections());
        var rounds = Rounds.of(
                options,
                List.of(
                        new Contender(WITH, load::rate),
                        new Contender(
                                WITHOUT,
                                new ClickLoad(without, environment.people(without), options.connections())::rate)));
        table.add("opt-out and opt-in with the transparency log", rounds, WITH, WITHOUT, 0.95, 0);
        var full = rounds.rate(WITH);
        for (var rate : List.of(full / 2, full)) {
            var delays = SealingDelays.during(
                    environment.database(),
                    DATABASE,
                    () -> load.rate(options.period(), rate, (account, entry, at) -> {}));
            table.add(
                    "opt-out → covered by a checkpoint, at %,.0f choices a second".formatted(rate),
                    "p50 %.2f s, p99 %.2f s of %,d"
                            .formatted(delays.quantile(0.5), delays.quantile(0.99), delays.count()),
                    "p99 5 s",
                    "");
        }
    }

    private static void awaitSealed(Database database) {
        Awaitility.await("the backfill").atMost(Duration.ofHours(2)).until(() -> isSealed(database));
    }

    private static boolean isSealed(Database database) {
        return "t"
                .equals(database.ask(
                        DATABASE, "select backfill_account is null and checkpoint_size = size from transparency_log"));
    }

    /** Each proof reads its tiles from files. */
    private static void proofs(Path log, Table table) throws IOException {
        var directory = new TileDirectory(log);
        var size = Checkpoint.parse(directory.checkpoint().text()).size();
        var random = new Random(1);
        var begin = System.nanoTime();
        for (var i = 0; i < PROOFS; i++) {
            new TiledTree(directory, size).inclusion(random.nextLong(size), size);
        }
        table.add(
                "inclusion proof from tile files, %,d entries".formatted(size),
                "%.2f ms".formatted((System.nanoTime() - begin) / MILLIS / PROOFS),
                "",
                "");
    }

    private static void verifier(Table table) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(Path.of("target"), "verifier");
        var receipt = VerifierFiles.receipt(folder.resolve("receipt.json"));
        var export = VerifierFiles.export(folder.resolve("export.json"), EXPORTED);
        table.add("`data-controls-verify.jar`: a receipt", "%.0f ms".formatted(run(receipt)), "", "");
        table.add(
                "`data-controls-verify.jar`: an export of %,d entries, %,d KB"
                        .formatted(EXPORTED, Files.size(export) >> 10),
                "%.2f s".formatted(run(export) / 1_000),
                "",
                "");
    }

    /** Returns the median of some runs in milliseconds, with the start of the JVM. */
    private static double run(Path file) throws IOException, InterruptedException {
        var times = new ArrayList<Double>();
        for (var run = 0; run < RUNS; run++) {
            var begin = System.nanoTime();
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            Path.of("target", "data-controls-verify.jar").toString(),
                            "--key",
                            VerifierFiles.key(),
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("the verifier refused " + file);
            }
            times.add((System.nanoTime() - begin) / MILLIS);
        }
        return Rounds.median(times);
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** The delays from the recording of entries to the first checkpoint that covers them. */
    private static final class SealingDelays {

        private static final Duration POLL = Duration.ofMillis(20);

        private record Seen(long size, double at) {}

        private final List<Double> sorted;

        private SealingDelays(List<Double> delays) {
            sorted = delays.stream().sorted().toList();
        }

        static SealingDelays during(Database database, String name, Runnable load) throws Exception {
            var begin = database.ask(name, "select clock_timestamp()");
            var seen = new ArrayList<Seen>();
            var work = new Thread(load, "load");
            try (var connection = database.connect(name, Database.SUPERUSER);
                    var sql = connection.prepareStatement(
                            "select checkpoint_size, extract(epoch from clock_timestamp()), checkpoint_size = size"
                                    + " and sealing is null from transparency_log")) {
                work.start();
                var isCovered = false;
                var rest = 0;
                // two more seconds: entries recorded at the end must have been seen by the sequencer
                while (work.isAlive() || !isCovered || rest < TimeUnit.SECONDS.toMillis(2) / POLL.toMillis()) {
                    try (var row = sql.executeQuery()) {
                        row.next();
                        seen.add(new Seen(row.getLong(1), row.getDouble(2)));
                        isCovered = row.getBoolean(3);
                    }
                    rest = work.isAlive() ? 0 : rest + 1;
                    Thread.sleep(POLL.toMillis());
                }
                work.join();
                return new SealingDelays(delays(connection, begin, seen));
            }
        }

        private static List<Double> delays(Connection connection, String begin, List<Seen> seen) throws SQLException {
            var delays = new ArrayList<Double>();
            try (var sql = connection.prepareStatement(
                    "select leaf.index, extract(epoch from entry.recorded_at) from ledger_entry entry"
                            + " join log_leaf leaf on leaf.account = entry.account and leaf.sequence = entry.sequence"
                            + " where entry.recorded_at >= ?::timestamptz order by leaf.index")) {
                sql.setString(1, begin);
                try (var rows = sql.executeQuery()) {
                    var place = 0;
                    while (rows.next()) {
                        while (seen.get(place).size() <= rows.getLong(1)) {
                            place++;
                        }
                        delays.add(seen.get(place).at() - rows.getDouble(2));
                    }
                }
            }
            return delays;
        }

        int count() {
            return sorted.size();
        }

        double quantile(double share) {
            return sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * sorted.size())));
        }
    }
}
