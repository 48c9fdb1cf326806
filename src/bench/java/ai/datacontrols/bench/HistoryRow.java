package ai.datacontrols.bench;

import java.util.List;

/** Whether page and switch stay as quick when an account has 10,000 entries instead of 10. */
final class HistoryRow implements Row {

    private static final String LONG = "10,000 entries";
    private static final String SHORT = "10 entries";

    @Override
    public void measure(World world, Table table) throws Exception {
        var data = world.histories();
        var application = world.application(data);
        var withLong = those(world.people(application), 10_000);
        var withShort = those(world.people(application), 10);
        var connections = world.options().connections();
        System.out.println("Long histories");
        var pages = Rounds.of(
                world.options(),
                List.of(
                        new Side(LONG, PageRow.pages(world, application, withLong)::rate),
                        new Side(SHORT, PageRow.pages(world, application, withShort)::rate)));
        table.add("`GET /settings`: 10 → 10,000 entries", pages, LONG, SHORT, 0.8, 0.95);
        var clicks = Rounds.of(
                world.options(),
                List.of(
                        new Side(LONG, new Clicking(application, withLong, connections)::rate),
                        new Side(SHORT, new Clicking(application, withShort, connections)::rate)));
        table.add("opt-out and opt-in: 10 → 10,000 entries", clicks, LONG, SHORT, 0.8, 0.95);
    }

    private static List<Person> those(List<Person> people, int entries) {
        return people.stream()
                .filter(person -> DataSet.entries(person.number()) == entries)
                .toList();
    }
}
