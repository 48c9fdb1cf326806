package ai.datacontrols.ledger.chain;

import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.policy.rules.Choice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Encodes what a row says that isn't an entry itself. A seal is a MAC over this content, and proves that the row was
 * derived from verified entries. The first byte of each kind begins no encoding of an entry.
 */
public final class Seal {

    /** The number of the key, and half of an HMAC-SHA-256. */
    static final int LENGTH = Integer.BYTES + 16;

    private static final byte PERMISSION = 1;
    private static final byte CHANGE = 2;
    private static final byte HEAD = 3;
    private static final byte CHECKPOINT = 4;
    private static final byte IMPORT = 5;

    private static final long NONE = Long.MIN_VALUE;

    private static final byte[] NOTHING = {};

    private Seal() {}

    public static byte[] permission(UUID account, ConsentState state) {
        var product = bytes(state.product());
        var plan = state.plan() == null ? NOTHING : bytes(state.plan());
        var content = begin(PERMISSION, account, 64 + product.length + plan.length);
        name(content, product);
        name(content, plan);
        content.put((byte) (state.choice() == null ? 0 : state.choice() == Choice.OPTED_OUT ? 1 : 2));
        entry(content, state.planEntry());
        entry(content, state.choiceEntry());
        content.putInt(sequence(state.usableSinceEntry()));
        content.putLong(micros(state.usableSince())).putLong(micros(state.at()));
        return content.array();
    }

    /** The content excludes the transaction, whose id is unknown until the row is written. */
    public static byte[] change(UUID account, long sequence, String product, Instant usableSince, Instant changedAt) {
        var name = bytes(product);
        var content = begin(CHANGE, account, 38 + name.length);
        name(content, name);
        content.putInt((int) sequence).putLong(micros(usableSince)).putLong(micros(changedAt));
        return content.array();
    }

    /** @param products the products that the account has entries of */
    public static byte[] head(UUID account, ChainHead head, Instant erasedAt, List<String> products) {
        var listed = bytes(String.join("\n", products));
        var content = begin(HEAD, account, 45 + head.lastHash.length + listed.length);
        content.putInt((int) head.lastSequence).putInt(head.lastKey);
        content.putLong(micros(head.lastAt)).putLong(micros(erasedAt));
        content.putInt(head.lastHash.length).put(head.lastHash).put(listed);
        return content.array();
    }

    /**
     * Returns the content for the checkpoint of a consumer.
     *
     * @param columns all of its columns, and the feed's id
     */
    public static byte[] checkpoint(String columns) {
        var text = bytes(columns);
        return ByteBuffer.allocate(1 + text.length).put(CHECKPOINT).put(text).array();
    }

    /** Returns the content for the completion of the initial import. */
    public static byte[] importCompletion(Instant completedAt) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put(IMPORT)
                .putLong(micros(completedAt))
                .array();
    }

    private static ByteBuffer begin(byte kind, UUID account, int size) {
        return ByteBuffer.allocate(size)
                .put(kind)
                .putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits());
    }

    private static void name(ByteBuffer content, byte[] name) {
        content.put((byte) name.length).put(name);
    }

    private static void entry(ByteBuffer content, EntryRef entry) {
        content.putInt(sequence(entry)).putLong(micros(entry == null ? null : entry.at()));
    }

    private static int sequence(EntryRef entry) {
        return entry == null ? 0 : (int) entry.sequence();
    }

    private static long micros(Instant instant) {
        return instant == null ? NONE : instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
