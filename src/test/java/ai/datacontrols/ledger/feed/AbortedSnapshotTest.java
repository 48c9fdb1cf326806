package ai.datacontrols.ledger.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.parts.TestServices;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A client disconnects during a snapshot. */
@QuarkusTest
class AbortedSnapshotTest {

    /** The default pool size of Quarkus. */
    private static final int MOST_CONNECTIONS = 50;

    @Inject
    ChangeFeed feed;

    @Inject
    PlanRecorder planRecorder;

    @Test
    void closesTheConnectionInsteadOfReturningItToThePool() throws SQLException {
        planRecorder.report(new SubscriptionReport(UUID.randomUUID(), "le-chat", "free", null));
        var copying = new HashSet<Integer>();

        breakOff(() -> copying.addAll(connections("query like 'copy (%'")));

        assertThat(copying).hasSize(1);
        await().until(() -> !connections("true").containsAll(copying));
    }

    /** Aborts more snapshots than the pool has connections. */
    @Test
    void servesSnapshotsAfterManyAborted() {
        planRecorder.report(new SubscriptionReport(UUID.randomUUID(), "le-chat", "free", null));
        for (var time = 0; time < MOST_CONNECTIONS + 10; time++) {
            breakOff(() -> {});
        }

        var permissions = new AtomicInteger();
        try (var snapshot = feed.snapshot()) {
            snapshot.forEach(permission -> permissions.incrementAndGet());
        }
        assertThat(permissions).hasPositiveValue();
    }

    private void breakOff(Runnable meanwhile) {
        try (var snapshot = feed.snapshot()) {
            assertThatThrownBy(() -> snapshot.forEach(first -> {
                        meanwhile.run();
                        throw new IOException("gone");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("gone");
        }
    }

    private static Set<Integer> connections(String condition) {
        try (var connection = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var sql = connection.createStatement();
                var rows = sql.executeQuery(
                        "select pid from pg_stat_activity where usename = 'data_controls' and " + condition)) {
            var found = new HashSet<Integer>();
            while (rows.next()) {
                found.add(rows.getInt(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
