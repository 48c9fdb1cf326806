package ai.datacontrols.bench;

import java.util.List;

/** Measures whether page and switch are as fast for an account with 10,000 entries as for one with 10. */
final class HistoryBenchmark implements Benchmark {

    private static final String LONG = "10,000 entries";
    private static final String SHORT = "10 entries";

    @Override
    public void measure(BenchEnvironment environment, Table table) throws Exception {
        var data = environment.histories();
        var application = environment.application(data);
        var withLong = those(environment.people(application), 10_000);
        var withShort = those(environment.people(application), 10);
        var connections = environment.options().connections();
        System.out.println("Long histories");
        var pages = Rounds.of(
                environment.options(),
                List.of(
                        new Contender(LONG, PageBenchmark.pages(environment, application, withLong)::rate),
                        new Contender(SHORT, PageBenchmark.pages(environment, application, withShort)::rate)));
        table.add("`GET /settings`: 10 → 10,000 entries", pages, LONG, SHORT, 0.8, 0.95);
        var clicks = Rounds.of(
                environment.options(),
                List.of(
                        new Contender(LONG, new ClickLoad(application, withLong, connections)::rate),
                        new Contender(SHORT, new ClickLoad(application, withShort, connections)::rate)));
        table.add("opt-out and opt-in: 10 → 10,000 entries", clicks, LONG, SHORT, 0.8, 0.95);
    }

    private static List<Person> those(List<Person> people, int entries) {
        return people.stream()
                .filter(person -> DataSet.entries(person.number()) == entries)
                .toList();
    }
}
