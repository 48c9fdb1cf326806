package ai.datacontrols.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The definitions of RFC 6962, section 2.1, word for word: an oracle that shares no code with the product. */
final class NaiveTree {

    private NaiveTree() {}

    static byte[] root(List<byte[]> entries) {
        var n = entries.size();
        if (n == 0) {
            return sha256(new byte[0]);
        }
        if (n == 1) {
            return sha256(new byte[] {0}, entries.get(0));
        }
        var k = split(n);
        return sha256(new byte[] {1}, root(entries.subList(0, k)), root(entries.subList(k, n)));
    }

    static List<byte[]> path(int m, List<byte[]> entries) {
        var n = entries.size();
        var path = new ArrayList<byte[]>();
        if (n > 1) {
            var k = split(n);
            var left = entries.subList(0, k);
            var right = entries.subList(k, n);
            path.addAll(m < k ? path(m, left) : path(m - k, right));
            path.add(root(m < k ? right : left));
        }
        return path;
    }

    static List<byte[]> proof(int m, List<byte[]> entries) {
        return m == 0 ? List.of() : subproof(m, entries, true);
    }

    private static List<byte[]> subproof(int m, List<byte[]> entries, boolean b) {
        var n = entries.size();
        var proof = new ArrayList<byte[]>();
        if (m == n) {
            if (!b) {
                proof.add(root(entries));
            }
            return proof;
        }
        var k = split(n);
        var left = entries.subList(0, k);
        var right = entries.subList(k, n);
        proof.addAll(m <= k ? subproof(m, left, b) : subproof(m - k, right, false));
        proof.add(root(m <= k ? right : left));
        return proof;
    }

    private static int split(int n) {
        var k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
