package ai.datacontrols.web;

import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.TestServices;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;

/** The rows of sessions in the database. */
public final class Sessions {

    private Sessions() {}

    /** Waits until the token of a session has expired, without a request that would refresh it. */
    public static void awaitExpiredToken(Visitor visitor) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> count("id = " + id(visitor)
                                // the session lasts for half an hour after its token
                                + " and clock_timestamp() > expires_at - interval '29 minutes 59 seconds'")
                        == 1);
    }

    /** Returns how many rows match a condition. */
    public static long count(String condition) {
        return ask("select count(*) from session where " + condition, sql -> {
            try (var row = sql.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** Returns the encrypted tokens of a session. */
    public static byte[] tokens(Visitor visitor) {
        return ask("select tokens from session where id = " + id(visitor), sql -> {
            try (var row = sql.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        });
    }

    /** Returns the id of a session's row, as an SQL expression. */
    public static String id(Visitor visitor) {
        try {
            var cookie = visitor.cookie("q_session").getBytes(StandardCharsets.UTF_8);
            return "'\\x"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(cookie)) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Query<T> {
        T ask(PreparedStatement sql) throws SQLException;
    }

    private static <T> T ask(String text, Query<T> query) {
        try (var connection = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var sql = connection.prepareStatement(text)) {
            return query.ask(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
