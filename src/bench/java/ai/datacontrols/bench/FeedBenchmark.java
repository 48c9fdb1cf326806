package ai.datacontrols.bench;

import ai.datacontrols.parts.Token;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how long an opt-out on one instance takes to appear in another's feed, at half the maximum rate, and what
 * that costs.
 */
final class FeedBenchmark implements Benchmark {

    private static final String FOLLOWED = "with a follower";
    private static final String ALONE = "without";

    @Override
    public void measure(BenchEnvironment environment, Table table) throws Exception {
        var data = environment.smallest();
        var one = environment.application(data);
        var other = environment.anotherApplication(data);
        var load = new ClickLoad(
                one, environment.people(one), environment.options().connections());
        System.out.println("Feed");
        var rounds = Rounds.of(
                environment.options(),
                List.of(
                        new Contender(ALONE, load::rate),
                        new Contender(FOLLOWED, period -> followed(load, other, period))));
        var half = rounds.rate(ALONE) / 2;
        var nineties = new ArrayList<Double>();
        var medians = new ArrayList<Double>();
        for (var round = 0; round < environment.options().rounds(); round++) {
            var delays = delays(load, other, environment.options().period(), half);
            medians.add(delays.get(delays.size() / 2));
            nineties.add(delays.get(delays.size() * 99 / 100));
        }
        table.add(
                "opt-out sent to one instance → read from `/changes` of another, at %,.0f opt-outs a second"
                        .formatted(half),
                "p50 %.0f ms, p99 %.0f ms (medians of %d rounds)"
                        .formatted(Rounds.median(medians), Rounds.median(nineties), medians.size()),
                "p99 100 ms",
                "50 ms");
        table.add("opt-outs while somebody follows", rounds, FOLLOWED, ALONE, 0.95, 0);
    }

    private static double followed(ClickLoad load, URI other, Duration period) throws Exception {
        try (var follower = Follower.from(other, Token.fresh("pipeline-chat"))) {
            var rate = load.rate(period);
            follower.requireSome();
            return rate;
        }
    }

    /** Returns sorted delays in milliseconds, each from the moment the click was sent. */
    private static List<Double> delays(ClickLoad load, URI other, Duration period, double rate) throws Exception {
        try (var follower = Follower.from(other, Token.fresh("pipeline-chat"))) {
            load.rate(period, rate, follower::saved);
            return follower.delays();
        }
    }
}
