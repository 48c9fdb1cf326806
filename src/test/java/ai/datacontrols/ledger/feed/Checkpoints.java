package ai.datacontrols.ledger.feed;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.ledger.chain.Chain;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** Moves checkpoints of consumers to an earlier time, with seals that are right. */
@Singleton
public class Checkpoints {

    private final Jdbc jdbc;
    private final Chain chain;

    Checkpoints(Jdbc jdbc, Chain chain) {
        this.jdbc = jdbc;
        this.chain = chain;
    }

    /** Moves all checkpoints. */
    public void moveBack(Duration by) {
        jdbc.call("failed to read checkpoints", connection -> {
            try (var sql = connection.prepareStatement(
                            "select consumer, reported_at, applied::text, id from consumer_position, feed");
                    var rows = sql.executeQuery()) {
                while (rows.next()) {
                    var consumer = rows.getString("consumer");
                    var at = rows.getTimestamp("reported_at").toInstant();
                    var cursor = new FeedCursor(
                            rows.getObject("id", UUID.class), "", TransactionSnapshot.parse(rows.getString("applied")));
                    move(cursor, consumer, at, at.minus(by));
                }
                return null;
            }
        });
    }

    private void move(FeedCursor cursor, String consumer, Instant from, Instant to) {
        var seal = SealedCheckpoint.of(chain, cursor, consumer, to).seal();
        Tampering.with("""
                update consumer_position set minute = date_trunc('minute', '%1$s'::timestamptz), reported_at = '%1$s', seal = '\\x%2$s'
                where consumer = '%3$s' and reported_at = '%4$s'""".formatted(to, HexFormat.of().formatHex(seal), consumer, from));
    }
}
