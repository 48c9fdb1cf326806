package ai.datacontrols.ledger.feed;

import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.IntegrityAlarm;
import ai.datacontrols.ledger.chain.Seal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * A stored checkpoint with its seal. The seal covers a text of all columns, which SQL and this class form in the same
 * way, and the id of the feed, so that a checkpoint from before a restore proves nothing.
 *
 * @param seal never null
 * @param content what the seal covers
 */
record SealedCheckpoint(byte[] seal, String content) {

    /** Selects a row of {@code consumer_position} as text; the parameter is the SQL expression of the feed's id. */
    static final String SQL = """
            encode(seal, 'hex') || ' ' || concat_ws(' ', %s, (extract(epoch from minute) * 1000000)::bigint,
              (extract(epoch from reported_at) * 1000000)::bigint, applied, consumer)""";

    /** Seals a checkpoint that is reported at an instant. */
    static SealedCheckpoint of(Chain chain, FeedCursor cursor, String consumer, Instant reportedAt) {
        var content = String.join(
                " ",
                cursor.feed().toString(),
                micros(reportedAt.truncatedTo(ChronoUnit.MINUTES)),
                micros(reportedAt),
                cursor.applied().toText(),
                consumer);
        return new SealedCheckpoint(chain.seal(chain.signingKey(), Seal.checkpoint(content)), content);
    }

    /** Parses {@link #SQL}. */
    static SealedCheckpoint parse(String text) {
        var end = text.indexOf(' ');
        return new SealedCheckpoint(HexFormat.of().parseHex(text, 0, end), text.substring(end + 1));
    }

    /** Returns whether the seal is that of the content; a wrong one is reported, unless its key was retired. */
    boolean isProven(Chain chain) {
        var isSealed = chain.isSealed(seal, Seal.checkpoint(content));
        if (!isSealed && chain.hasActiveKey(seal)) {
            IntegrityAlarm.unproven("a checkpoint of a consumer");
        }
        return isSealed;
    }

    /** Returns the minute of the report. */
    Instant minute() {
        return Instant.EPOCH.plus(Long.parseLong(content.split(" ", 3)[1]), ChronoUnit.MICROS);
    }

    private static String micros(Instant instant) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }
}
