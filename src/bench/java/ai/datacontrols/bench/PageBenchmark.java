package ai.datacontrols.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Measures {@code GET /settings}, signed in, against a server that executes the same SQL and sends as many bytes to
 * anyone.
 */
final class PageBenchmark implements Benchmark {

    @Override
    public void measure(BenchEnvironment environment, Table table) throws Exception {
        var comparison = new Comparison(
                environment,
                "`GET /settings`, signed in",
                (application, data) -> pages(environment, application)::rate);
        var pages = pages(environment, comparison.application());
        try (var baseline = environment.baseline(comparison.largest(), pages.bytes(), 1)) {
            var limit = new Wrk(
                    baseline.address(),
                    environment.people(comparison.application()).stream()
                            .map(person -> Requests.baseline(baseline.address(), DataSet.account(person.number())))
                            .toList(),
                    environment.options().connections());
            comparison.measure(new Contender("bare server", limit::rate), 0.35, 0.5, table);
        }
    }

    /** Requests the settings pages of all signed-in people. */
    static Wrk pages(BenchEnvironment environment, URI application) throws IOException {
        return pages(environment, application, environment.people(application));
    }

    static Wrk pages(BenchEnvironment environment, URI application, List<Person> people) throws IOException {
        return new Wrk(
                application,
                people.stream()
                        .map(person -> Requests.settings(application, person))
                        .toList(),
                environment.options().connections());
    }
}
