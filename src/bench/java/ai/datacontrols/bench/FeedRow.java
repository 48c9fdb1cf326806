package ai.datacontrols.bench;

import ai.datacontrols.parts.Token;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An opt-out on one instance is visible in the feed on another, while opt-outs run at half their maximum; and what that costs. */
final class FeedRow implements Row {

    private static final String FOLLOWED = "with a follower";
    private static final String ALONE = "without";

    @Override
    public void measure(World world, Table table) throws Exception {
        var data = world.smallest();
        var one = world.application(data);
        var other = world.anotherApplication(data);
        var clicking = new Clicking(one, world.people(one), world.options().connections());
        System.out.println("Feed");
        var rounds = Rounds.of(
                world.options(),
                List.of(
                        new Side(ALONE, clicking::rate),
                        new Side(FOLLOWED, period -> followed(clicking, other, period))));
        var half = rounds.rate(ALONE) / 2;
        var nineties = new ArrayList<Double>();
        var medians = new ArrayList<Double>();
        for (var round = 0; round < world.options().rounds(); round++) {
            var delays = delays(clicking, other, world.options().period(), half);
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

    private static double followed(Clicking clicking, URI other, Duration period) throws Exception {
        try (var follower = Follower.from(other, Token.fresh("pipeline-chat"))) {
            var rate = clicking.rate(period);
            follower.requireSome();
            return rate;
        }
    }

    /** In milliseconds, in their order: from the moment in which a click was sent. */
    private static List<Double> delays(Clicking clicking, URI other, Duration period, double rate) throws Exception {
        try (var follower = Follower.from(other, Token.fresh("pipeline-chat"))) {
            clicking.rate(period, rate, follower::saved);
            return follower.delays();
        }
    }
}
