package ai.datacontrols.ledger;

/** What is in a feed position, for tests that look behind it. */
public final class Positions {

    private Positions() {}

    /** The transactions whose changes are known there, as PostgreSQL writes them. */
    public static String snapshot(String position) {
        return FeedPosition.parse(position).orElseThrow().applied().toSnapshot();
    }
}
