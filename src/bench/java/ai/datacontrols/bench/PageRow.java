package ai.datacontrols.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** {@code GET /settings}, signed in, beside a server that executes the same SQL and answers as many bytes to anybody. */
final class PageRow implements Row {

    @Override
    public void measure(World world, Table table) throws Exception {
        var against = new Against(
                world, "`GET /settings`, signed in", (application, data) -> pages(world, application)::rate);
        var pages = pages(world, against.application());
        try (var bare = world.bare(against.largest(), pages.bytes(), 1)) {
            var limit = new Wrk(
                    bare.address(),
                    world.people(against.application()).stream()
                            .map(person -> Requests.bare(bare.address(), DataSet.account(person.number())))
                            .toList(),
                    world.options().connections());
            against.measure(new Side("bare server", limit::rate), 0.35, 0.5, table);
        }
    }

    /** The settings of everybody who is signed in. */
    static Wrk pages(World world, URI application) throws IOException {
        return pages(world, application, world.people(application));
    }

    static Wrk pages(World world, URI application, List<Person> people) throws IOException {
        return new Wrk(
                application,
                people.stream()
                        .map(person -> Requests.settings(application, person))
                        .toList(),
                world.options().connections());
    }
}
