package ai.datacontrols.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody goes away in the middle of a snapshot. */
@QuarkusTest
class BrokenOffSnapshotTest {

    @Inject
    Feed feed;

    @Inject
    Plans plans;

    @Test
    void isNoStatementOfWhoeverHasTheConnectionNext() throws SQLException {
        plans.report(new PlanReport(UUID.randomUUID(), "le-chat", "free", null));
        var copying = new HashSet<Integer>();

        try (var snapshot = feed.snapshot()) {
            assertThatThrownBy(() -> snapshot.forEach(first -> {
                        copying.addAll(connections("query like 'copy (%'"));
                        throw new IOException("gone");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("gone");
        }

        assertThat(copying).hasSize(1);
        await().until(() -> !connections("true").containsAll(copying));
        try (var next = feed.snapshot()) {
            assertThat(next.isOfThisServer()).isTrue();
        }
    }

    private static Set<Integer> connections(String condition) {
        try (var connection = DriverManager.getConnection(RealParts.superuserJdbcUrl());
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
