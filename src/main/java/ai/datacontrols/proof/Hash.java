package ai.datacontrols.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/** A hash in the Merkle tree: SHA-256 with a prefix that separates leaves from inner nodes (RFC 6962, section 2.1). */
public final class Hash {

    public static final int LENGTH = 32;

    public static final Hash EMPTY_TREE = new Hash(sha256().digest());

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new UnreadableException("A hash must have 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    public static Hash parse(String base64) {
        return of(Text.base64(base64, "A hash"));
    }

    public static Hash leaf(byte[] entry) {
        var digest = sha256();
        digest.update(LEAF);
        return new Hash(digest.digest(entry));
    }

    public static Hash node(Hash left, Hash right) {
        var digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    /** Returns the root over complete subtrees of one size; the last may be smaller. */
    static Hash root(List<Hash> subtrees) {
        return switch (subtrees.size()) {
            case 0 -> EMPTY_TREE;
            case 1 -> subtrees.get(0);
            default -> {
                var left = (int) largestPowerOfTwoBelow(subtrees.size());
                yield node(root(subtrees.subList(0, left)), root(subtrees.subList(left, subtrees.size())));
            }
        };
    }

    /** The size of the left subtree by RFC 6962, for {@code size} ≥ 2. */
    static long largestPowerOfTwoBelow(long size) {
        return Long.highestOneBit(size - 1);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return Text.base64(bytes);
    }
}
