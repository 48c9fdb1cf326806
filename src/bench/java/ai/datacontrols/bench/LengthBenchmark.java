package ai.datacontrols.bench;

import ai.datacontrols.parts.Token;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Measures decisions and pages by the number of entries: the time of the first request about an account that an instance
 * gets, when it verifies all entries, that of the second one, and the rate afterwards. Compares the rate with another
 * build's.
 */
final class LengthBenchmark implements Benchmark {

    private static final List<Integer> LENGTHS = List.of(4, 100, 10_000);

    /** An account of this length is only used to warm up. */
    private static final int WARM_UP = 1_000;

    private static final int WARM_UP_REQUESTS = 2_000;

    @Override
    public void measure(BenchEnvironment environment, Table table) throws Exception {
        var data = environment.histories();
        var token = Token.fresh("pipeline-chat");
        var application = environment.application(data);
        var people = environment.people(application);
        System.out.println("Lengths of histories");
        // signing in reads the history, so the instance of the sign-ins has verified all accounts
        var another = environment.anotherApplication(data);
        Function<Person, String> decision =
                person -> Requests.decision(another, DataSet.account(person.number()), token);
        Function<Person, String> page = person -> Requests.settings(another, person);
        warmUp(another, those(people, WARM_UP), List.of(decision, page));
        for (var length : LENGTHS) {
            var those = those(people, length);
            var half = those.size() / 2;
            first(another, "`POST /decisions`", length, those.subList(0, half), decision, table);
            first(another, "`GET /settings`", length, those.subList(half, those.size()), page, table);
        }
        for (var length : LENGTHS) {
            var those = those(people, length);
            rates(
                    environment,
                    "`POST /decisions`, %,d entries".formatted(length),
                    table,
                    instance -> decisions(environment, instance, those, token));
            // sessions are in the database, so every instance knows them
            rates(
                    environment,
                    "`GET /settings`, %,d entries".formatted(length),
                    table,
                    instance -> PageBenchmark.pages(environment, instance, those));
        }
    }

    /** A load for an instance. */
    @FunctionalInterface
    private interface Load {
        Wrk at(URI instance) throws IOException;
    }

    private static void rates(BenchEnvironment environment, String what, Table table, Load load) throws Exception {
        var data = environment.histories();
        var contenders = new ArrayList<Contender>();
        contenders.add(new Contender(OURS, load.at(environment.application(data))::rate));
        var before = environment.before(data);
        if (before.isPresent()) {
            contenders.add(new Contender(BEFORE, load.at(before.get())::rate));
        }
        var rounds = Rounds.of(environment.options(), contenders);
        if (before.isPresent()) {
            table.add(what, rounds, OURS, BEFORE, 0.95, 1);
        } else {
            table.add(what, "%,.0f/s".formatted(rounds.rate(OURS)), "", "");
        }
    }

    private static Wrk decisions(BenchEnvironment environment, URI instance, List<Person> people, String token)
            throws IOException {
        return new Wrk(
                instance,
                people.stream()
                        .map(person -> Requests.decision(instance, DataSet.account(person.number()), token))
                        .toList(),
                environment.options().connections());
    }

    private static void warmUp(URI instance, List<Person> people, List<Function<Person, String>> requests)
            throws IOException {
        try (var connection = new HttpConnection(instance)) {
            for (var n = 0; n < WARM_UP_REQUESTS; n++) {
                for (var request : requests) {
                    connection
                            .send(request.apply(people.get(n % people.size())))
                            .ok();
                }
            }
        }
    }

    /** Requests each account twice, one after the other, over one connection. */
    private static void first(
            URI instance, String what, int length, List<Person> people, Function<Person, String> request, Table table)
            throws IOException {
        var first = new ArrayList<Double>();
        var second = new ArrayList<Double>();
        try (var connection = new HttpConnection(instance)) {
            for (var person : people) {
                first.add(millis(connection, request.apply(person)));
                second.add(millis(connection, request.apply(person)));
            }
        }
        table.add(
                "%s, %,d entries, first and second request of an account".formatted(what, length),
                "%.2f ms, %.2f ms (medians of %d accounts)"
                        .formatted(Rounds.median(first), Rounds.median(second), people.size()),
                "",
                "");
    }

    private static double millis(HttpConnection connection, String request) throws IOException {
        var begin = System.nanoTime();
        connection.send(request).ok();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static List<Person> those(List<Person> people, int entries) {
        return people.stream()
                .filter(person -> DataSet.entries(person.number()) == entries)
                .toList();
    }
}
