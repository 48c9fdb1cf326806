package ai.datacontrols.bench;

import ai.datacontrols.ledger.store.Statements;

/** Measures opt-out and opt-in, signed in, checked and chained, against PostgreSQL executing the same statements. */
final class ChoiceBenchmark implements Benchmark {

    @Override
    public void measure(BenchEnvironment environment, Table table) throws Exception {
        var connections = environment.options().connections();
        var comparison = new Comparison(environment, "opt-out and opt-in, signed in", (application, data) -> {
            var people = environment.people(application);
            return new ClickLoad(application, people, connections)::rate;
        });
        // only accounts of people who don't sign in: this script breaks their hash chains
        var last = comparison.largest().accounts();
        var script = "\\set number random(%d, %d)\n"
                        .formatted(last - environment.options().people() + 1, last)
                + Statements.choice("md5(:number::text)::uuid");
        var pgbench = new Pgbench(environment.database(), comparison.largest(), script, connections);
        comparison.measure(new Contender("pgbench", pgbench::rate), 0.5, 0.75, table);
    }
}
