package ai.datacontrols.bench;

import ai.datacontrols.parts.Token;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;

/**
 * Measures {@code POST /decisions} with a bearer token, for random accounts, against a server that executes the same
 * SQL.
 */
final class DecisionBenchmark implements Benchmark {

    private static final int ACCOUNTS = 5_000;

    @Override
    public void measure(BenchEnvironment environment, Table table) throws Exception {
        var token = Token.fresh("pipeline-chat");
        var comparison = new Comparison(
                environment,
                "`POST /decisions`, bearer token",
                (application, data) -> questions(environment, application, data, token)::rate);
        var ours = questions(environment, comparison.application(), comparison.largest(), token);
        try (var baseline = environment.baseline(comparison.largest(), 1, ours.bytes())) {
            var limit = questions(environment, baseline.address(), comparison.largest(), token);
            comparison.measure(new Contender("bare server", limit::rate), 0.5, 0.75, table);
        }
    }

    private static Wrk questions(BenchEnvironment environment, URI server, DataSet data, String token)
            throws IOException {
        List<String> requests = new Random(1)
                .ints(ACCOUNTS, 1, data.accounts() + 1)
                .mapToObj(n -> Requests.decision(server, DataSet.account(n), token))
                .toList();
        return new Wrk(server, requests, environment.options().connections());
    }
}
