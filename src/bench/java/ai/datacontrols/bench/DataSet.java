package ai.datacontrols.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Accounts in a database of their own, numbered from 1. Each has two products and has opted out of the one, the other or none,
 * so that of each product a fifth has opted out.
 *
 * @param database its name
 * @param accounts how many
 * @param longHistories whether the accounts have 10, 100, 1,000 or 10,000 entries instead
 */
record DataSet(String database, int accounts, boolean longHistories) {

    static DataSet ofSize(int accounts) {
        return new DataSet("bench_" + accounts, accounts, false);
    }

    static DataSet ofHistories(int accounts) {
        return new DataSet("bench_histories_" + accounts, accounts, true);
    }

    /** Account number n. PostgreSQL makes the same of {@code md5(n::text)::uuid}, so pgbench can pick one by its number. */
    static UUID account(int n) {
        try {
            var hash = ByteBuffer.wrap(
                    MessageDigest.getInstance("MD5").digest(Integer.toString(n).getBytes(StandardCharsets.US_ASCII)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 is part of every Java platform", e);
        }
    }

    /** How many entries account number n has in long histories. */
    static int entries(int n) {
        return switch (n % 4) {
            case 0 -> 10;
            case 1 -> 10_000;
            case 2 -> 100;
            default -> 1_000;
        };
    }

    /** How many choices account number n has made. */
    int choices(int n) {
        return longHistories ? entries(n) - 2 : n % 5 < 2 ? 1 : 0;
    }

    /** Which product they were about. */
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
