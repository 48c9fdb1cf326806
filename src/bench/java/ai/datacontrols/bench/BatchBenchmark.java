package ai.datacontrols.bench;

import ai.datacontrols.ledger.store.Statements;
import ai.datacontrols.parts.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Measures {@code POST /decisions/batch}, one decision query per line, against a plain JDBC loop over chunks of the
 * same size.
 */
final class BatchBenchmark implements Benchmark {

    private static final int CHUNK = 1_000;

    @Override
    public void measure(BenchEnvironment environment, Table table) throws Exception {
        var comparison = new Comparison(
                environment,
                "`POST /decisions/batch`, lines",
                (application, data) -> period -> ours(application, data, period));
        comparison.measure(
                new Contender("plain JDBC", period -> loop(environment.database(), comparison.largest(), period)),
                0.6,
                0.8,
                table);
    }

    /** Sends lines for a period while it reads the response. */
    private static double ours(URI application, DataSet data, Duration period) throws IOException {
        var begin = System.nanoTime();
        try (var connection = new HttpConnection(application)) {
            connection.write(
                    "POST /api/v1/decisions/batch HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .formatted(application.getAuthority(), Token.fresh("pipeline-chat")));
            var sent = CompletableFuture.supplyAsync(() -> send(connection, data, begin + period.toNanos()));
            var answered = connection.lines();
            if (answered != sent.join()) {
                throw new IllegalStateException("%d lines, %d answers".formatted(sent.join(), answered));
            }
            return answered * 1e9 / (System.nanoTime() - begin);
        }
    }

    private static long send(HttpConnection connection, DataSet data, long end) {
        try {
            var random = new Random();
            var lines = 0L;
            for (; System.nanoTime() < end; lines += CHUNK / 2) {
                var some = new StringBuilder();
                for (var n = 0; n < CHUNK / 2; n++) {
                    some.append(Requests.question(account(data, random))).append('\n');
                }
                connection.write(Integer.toHexString(some.length()) + "\r\n" + some + "\r\n");
            }
            connection.write("0\r\n\r\n");
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double loop(Database server, DataSet data, Duration period) throws SQLException {
        var random = new Random();
        var begin = System.nanoTime();
        var accounts = 0L;
        try (var connection = server.connect(data.database(), Database.APPLICATION);
                var sql = connection.prepareStatement(Statements.histories())) {
            for (; System.nanoTime() < begin + period.toNanos(); accounts += CHUNK) {
                var some = random.ints(CHUNK, 1, data.accounts() + 1)
                        .mapToObj(DataSet::account)
                        .toArray();
                sql.setArray(1, connection.createArrayOf("uuid", some));
                try (var rows = sql.executeQuery()) {
                    while (rows.next()) {
                        for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            rows.getString(column);
                        }
                    }
                }
            }
        }
        return accounts * 1e9 / (System.nanoTime() - begin);
    }

    private static UUID account(DataSet data, Random random) {
        return DataSet.account(random.nextInt(data.accounts()) + 1);
    }
}
