package ai.datacontrols.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.TestServices;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a pooled connection is trusted, validated or discarded. */
@QuarkusTest
class ConnectionLivenessTest {

    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LATER = Duration.ofMillis(300);

    private long now = Long.MAX_VALUE;
    private final ConnectionLiveness liveness = new ConnectionLiveness(() -> now);

    private Connection first;
    private Connection second;

    @BeforeEach
    void connect() throws SQLException {
        first = DriverManager.getConnection(TestServices.applicationJdbcUrl());
        second = DriverManager.getConnection(TestServices.applicationJdbcUrl());
        pass(SOON);
        assertThat(liveness.isValid(first)).isTrue();
        assertThat(liveness.isValid(second)).isTrue();
    }

    @AfterEach
    void disconnect() throws SQLException {
        first.close();
        second.close();
    }

    @Test
    void trustsAConnectionForAQuarterOfASecond() throws SQLException {
        terminate(first);

        pass(SOON);
        assertThat(liveness.isValid(first)).isTrue();
        pass(LATER);
        assertThat(liveness.isValid(first)).isFalse();
    }

    @Test
    void validatesAllConnectionsOnceOneIsBroken() throws SQLException {
        terminate(first);

        pass(SOON);
        assertThat(liveness.isFatal(new SQLException("terminated", "57P01"))).isTrue();

        assertThat(liveness.isValid(first)).isFalse();
        assertThat(liveness.isValid(second)).isTrue();
    }

    @Test
    void keepsTrustingConnectionsAfterAFailedStatement() throws SQLException {
        terminate(first);

        assertThat(liveness.isFatal(new SQLException("canceled", "57014"))).isFalse();

        assertThat(liveness.isValid(first)).isTrue();
    }

    @Test
    void discardsIdleConnectionsOnceOneIsDead() throws SQLException {
        terminate(first);
        pass(LATER);
        assertThat(liveness.isValid(first)).isFalse();

        assertThat(liveness.isValid(second)).as("without a round trip").isFalse();
        try (var fresh = DriverManager.getConnection(TestServices.applicationJdbcUrl())) {
            assertThat(liveness.isValid(fresh)).isTrue();
        }
    }

    @Test
    void keepsOtherConnectionsInUseWhenOneIsDead() throws SQLException {
        terminate(first);
        pass(LATER);
        assertThat(liveness.isValid(second)).isTrue();
        pass(SOON);
        assertThat(liveness.isValid(first)).isFalse();

        assertThat(liveness.isValid(second)).isTrue();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static void terminate(Connection connection) throws SQLException {
        try (var sql = connection.createStatement();
                var row = sql.executeQuery("select pg_backend_pid()")) {
            row.next();
            var pid = row.getInt(1);
            try (var superuser = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                    var command = superuser.createStatement()) {
                command.execute("select pg_terminate_backend(" + pid + ")");
                await().until(() -> {
                    try (var alive = command.executeQuery("select from pg_stat_activity where pid = " + pid)) {
                        return !alive.next();
                    }
                });
            }
        }
    }
}
