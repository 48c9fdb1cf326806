package ai.datacontrols.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the application on the largest data set, alternating with its baseline, the smallest data set and another
 * build.
 */
final class Comparison {

    private final BenchEnvironment environment;
    private final String what;
    private final Application ours;
    private final List<Contender> contenders = new ArrayList<>();
    private final DataSet largest;

    /** Creates the measurement of an instance on a data set. */
    @FunctionalInterface
    interface Application {
        Contender.Measurement at(URI application, DataSet data) throws Exception;
    }

    Comparison(BenchEnvironment environment, String what, Application application) {
        this.environment = environment;
        this.what = what;
        this.ours = application;
        largest = environment.largest();
    }

    DataSet largest() {
        return largest;
    }

    /** Returns the address of the application on the largest data set. */
    URI application() {
        return environment.application(largest);
    }

    /**
     * Measures all contenders and adds the ratios to the table.
     *
     * @param atLeast required ratio to the baseline's rate; the bound between largest and smallest data set is
     *     fixed
     */
    void measure(Contender limit, double atLeast, double aim, Table table) throws Exception {
        contenders.add(new Contender(Benchmark.OURS, ours.at(application(), largest)));
        contenders.add(limit);
        var grows = environment.options().smallest() < environment.options().largest();
        if (grows) {
            var smallest = environment.smallest();
            contenders.add(new Contender(Benchmark.SMALL, ours.at(environment.application(smallest), smallest)));
        }
        var before = environment.before(largest);
        if (before.isPresent()) {
            contenders.add(new Contender(Benchmark.BEFORE, ours.at(before.get(), largest)));
        }
        System.out.println(what);
        var rounds = Rounds.of(environment.options(), contenders);
        table.add(what, rounds, Benchmark.OURS, limit.name(), atLeast, aim);
        if (grows) {
            var growth = "%s: %,d → %,d accounts"
                    .formatted(
                            what,
                            environment.options().smallest(),
                            environment.options().largest());
            table.add(growth, rounds, Benchmark.OURS, Benchmark.SMALL, 0.85, 0.95);
        }
        if (before.isPresent()) {
            table.add(what + ": this build by the one before", rounds, Benchmark.OURS, Benchmark.BEFORE, 0, 0);
        }
    }
}
