package ai.datacontrols.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Accounts in a separate database, numbered from 1. Each has two products and has opted out of the first, the second or
 * neither, so that a fifth of the accounts has opted out of each product.
 *
 * @param database name of the database
 * @param accounts number of accounts
 * @param longHistories whether the accounts have 4, 10, 100, 1,000 or 10,000 entries instead
 */
record DataSet(String database, int accounts, boolean longHistories) {

    static DataSet ofSize(int accounts) {
        return new DataSet("bench_" + accounts, accounts, false);
    }

    static DataSet ofHistories(int accounts) {
        return new DataSet("bench_lengths_" + accounts, accounts, true);
    }

    /**
     * Returns the id of account number n. PostgreSQL computes the same as {@code md5(n::text)::uuid}, so pgbench can
     * select an account by its number.
     */
    static UUID account(int n) {
        try {
            var hash = ByteBuffer.wrap(
                    MessageDigest.getInstance("MD5").digest(Integer.toString(n).getBytes(StandardCharsets.US_ASCII)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 is part of every Java platform", e);
        }
    }

    /** Returns the number of entries of account n if histories are long. */
    static int entries(int n) {
        return switch (n % 5) {
            case 0 -> 10;
            case 1 -> 10_000;
            case 2 -> 100;
            case 3 -> 4;
            default -> 1_000;
        };
    }

    /** Returns the number of choices of account n. */
    int choices(int n) {
        return longHistories ? entries(n) - 2 : n % 5 < 2 ? 1 : 0;
    }

    /** Returns the product of these choices. */
    String product(int n) {
        return longHistories || n % 5 == 0 ? "le-chat" : "la-plateforme";
    }

    static String email(int n) {
        return "bench-" + n + "@example.org";
    }

    static String name(int n) {
        return "Bench " + n;
    }
}
