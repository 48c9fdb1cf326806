package ai.datacontrols.bench;

import ai.datacontrols.ledger.Statements;

/** Opt-out and opt-in, signed in, checked and chained, beside PostgreSQL that executes the same statements. */
final class ChoiceRow implements Row {

    @Override
    public void measure(World world, Table table) throws Exception {
        var connections = world.options().connections();
        var against = new Against(world, "opt-out and opt-in, signed in", (application, data) -> {
            var people = world.people(application);
            return new Clicking(application, people, connections)::rate;
        });
        // the last accounts, as many as people sign in: their chains are not true ones any more
        var last = against.largest().accounts();
        var script =
                "\\set number random(%d, %d)\n".formatted(last - world.options().people() + 1, last)
                        + Statements.choice("md5(:number::text)::uuid");
        var pgbench = new Pgbench(world.database(), against.largest(), script, connections);
        against.measure(new Side("pgbench", pgbench::rate), 0.5, 0.75, table);
    }
}
