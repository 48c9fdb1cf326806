package ai.datacontrols.ledger;

import ai.datacontrols.parts.TestServices;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Rewrites entries with the database's superuser and the chain's key, so that all hashes are correct afterwards. */
public final class Forgery {

    private Forgery() {}

    /**
     * Changes an entry, and makes the hashes of it, of all later entries and of the head.
     *
     * @param change assignments of SQL
     * @param chainKey key number 1, in Base64
     */
    public static void rewrite(UUID account, long sequence, String change, String chainKey) {
        try (var connection = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var sql = connection.createStatement();
                var hashes = connection.prepareStatement(
                        "update ledger_entry set previous_hash = ?, hash = ? where account = ? and sequence = ?");
                var head = connection.prepareStatement("update account_head set last_hash = ? where account = ?")) {
            sql.execute("set session_replication_role = replica");
            sql.execute("update ledger_entry set %s where account = '%s' and sequence = %d"
                    .formatted(change, account, sequence));
            byte[] last = null;
            var next = StoredEntries.find(connection, account, sequence);
            while (next.isPresent()) {
                var entry = next.get();
                entry.previousHash = last == null ? entry.previousHash : last;
                last = hmac(chainKey, entry.hashedEncoding().toBytes());
                hashes.setBytes(1, entry.previousHash);
                hashes.setBytes(2, last);
                hashes.setObject(3, account);
                hashes.setLong(4, entry.sequence);
                hashes.executeUpdate();
                next = StoredEntries.find(connection, account, entry.sequence + 1);
            }
            head.setBytes(1, last);
            head.setObject(2, account);
            head.executeUpdate();
        } catch (SQLException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(String key, byte[] text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
        return mac.doFinal(text);
    }
}
