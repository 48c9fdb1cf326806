package ai.datacontrols.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Measures the application on the largest data in turn with its limit, with itself on the smallest, and with another build. */
final class Against {

    private final World world;
    private final String what;
    private final Ours ours;
    private final List<Side> sides = new ArrayList<>();
    private final DataSet largest;

    /** Makes a measurement of an instance on some data. */
    @FunctionalInterface
    interface Ours {
        Side.Measurement at(URI application, DataSet data) throws Exception;
    }

    Against(World world, String what, Ours ours) {
        this.world = world;
        this.what = what;
        this.ours = ours;
        largest = world.largest();
    }

    DataSet largest() {
        return largest;
    }

    /** The application on the largest data. */
    URI application() {
        return world.application(largest);
    }

    /**
     * Measures all of them and adds them to the table.
     *
     * @param atLeast of the limit's rate; what the smallest data keep is always the same
     */
    void measure(Side limit, double atLeast, double aim, Table table) throws Exception {
        sides.add(new Side(Row.OURS, ours.at(application(), largest)));
        sides.add(limit);
        var grows = world.options().smallest() < world.options().largest();
        if (grows) {
            var smallest = world.smallest();
            sides.add(new Side(Row.SMALL, ours.at(world.application(smallest), smallest)));
        }
        var before = world.before(largest);
        if (before.isPresent()) {
            sides.add(new Side(Row.BEFORE, ours.at(before.get(), largest)));
        }
        System.out.println(what);
        var rounds = Rounds.of(world.options(), sides);
        table.add(what, rounds, Row.OURS, limit.name(), atLeast, aim);
        if (grows) {
            var growth = "%s: %,d → %,d accounts"
                    .formatted(what, world.options().smallest(), world.options().largest());
            table.add(growth, rounds, Row.OURS, Row.SMALL, 0.85, 0.95);
        }
        if (before.isPresent()) {
            table.add(what + ": this build by the one before", rounds, Row.OURS, Row.BEFORE, 0, 0);
        }
    }
}
