package ai.datacontrols.bench;

import ai.datacontrols.parts.Token;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;

/** {@code POST /decisions} with a bearer token, about accounts all over the data, beside a server that executes the same SQL. */
final class DecisionRow implements Row {

    private static final int ACCOUNTS = 5_000;

    @Override
    public void measure(World world, Table table) throws Exception {
        var token = Token.fresh("pipeline-chat");
        var against = new Against(
                world,
                "`POST /decisions`, bearer token",
                (application, data) -> questions(world, application, data, token)::rate);
        var ours = questions(world, against.application(), against.largest(), token);
        try (var bare = world.bare(against.largest(), 1, ours.bytes())) {
            var limit = questions(world, bare.address(), against.largest(), token);
            against.measure(new Side("bare server", limit::rate), 0.5, 0.75, table);
        }
    }

    private static Wrk questions(World world, URI server, DataSet data, String token) throws IOException {
        List<String> requests = new Random(1)
                .ints(ACCOUNTS, 1, data.accounts() + 1)
                .mapToObj(n -> Requests.decision(server, DataSet.account(n), token))
                .toList();
        return new Wrk(server, requests, world.options().connections());
    }
}
