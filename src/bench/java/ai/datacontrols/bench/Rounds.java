package ai.datacontrols.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rates measured alternately: a disturbance of the machine affects all contenders, so ratios are computed within a
 * round.
 */
final class Rounds {

    private static final Duration SLICE = Duration.ofSeconds(5);
    /** The share of CPU time below which the JIT compilers count as idle. */
    private static final double CALM = 0.02;

    private static final int CALM_SLICES = 2;

    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private final List<Double> takenByOthers = new ArrayList<>();

    private Rounds() {}

    /** Warms up all contenders, then measures each of them once per round. */
    static Rounds of(Options options, List<Contender> contenders) throws Exception {
        var rounds = new Rounds();
        for (var contender : contenders) {
            warmUp(contender, options.warmUp());
        }
        for (var round = 0; round < options.rounds(); round++) {
            for (var contender : contenders) {
                rounds.measure(contender, options.period());
            }
        }
        return rounds;
    }

    /** Waits for the JIT compilers to become idle, because they take CPU from the measured threads. */
    private static void warmUp(Contender contender, Duration most) throws Exception {
        var begin = System.nanoTime();
        var calm = 0;
        while (calm < CALM_SLICES && System.nanoTime() - begin < most.toNanos()) {
            var before = Machine.now();
            contender.measurement().rate(most.compareTo(SLICE) < 0 ? most : SLICE);
            calm = Machine.now().takenByCompilersSince(before) < CALM ? calm + 1 : 0;
        }
        System.out.printf(
                "  %-40s %s after %,d s%n",
                contender.name(),
                calm == CALM_SLICES ? "warm" : "still compiling",
                (System.nanoTime() - begin) / 1_000_000_000);
    }

    private void measure(Contender contender, Duration period) throws Exception {
        var before = Machine.now();
        var rate = contender.measurement().rate(period);
        takenByOthers.add(Machine.now().takenByOthersSince(before));
        if (!(rate > 0)) {
            throw new IllegalStateException(contender.name() + " completed no operation");
        }
        rates.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(rate);
        System.out.printf("  %-40s %,14.1f/s%n", contender.name(), rate);
    }

    /** Returns the median of a contender's rates. */
    double rate(String side) {
        return median(rates.get(side));
    }

    /** Returns the median, minimum and maximum of the per-round ratios of two contenders. */
    Ratio ratio(String side, String by) {
        var ratios = new ArrayList<Double>();
        for (var round = 0; round < rates.get(side).size(); round++) {
            ratios.add(rates.get(side).get(round) / rates.get(by).get(round));
        }
        return new Ratio(
                median(ratios),
                ratios.stream().mapToDouble(it -> it).min().orElseThrow(),
                ratios.stream().mapToDouble(it -> it).max().orElseThrow());
    }

    /** Returns the median share of CPU time that other processes used during the rounds, from 0 to 1. */
    double takenByOthers() {
        return median(takenByOthers);
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** A median with minimum and maximum. */
    record Ratio(double median, double least, double most) {}
}
