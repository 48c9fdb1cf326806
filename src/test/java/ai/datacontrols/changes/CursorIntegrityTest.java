package ai.datacontrols.changes;

import static ai.datacontrols.parts.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.feed.FeedCursorCodec;
import ai.datacontrols.ledger.feed.Positions;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.parts.Token;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A cursor is accepted only exactly as issued. */
@QuarkusTest
class CursorIntegrityTest {

    @Inject
    Choices choices;

    @Inject
    FeedCursorCodec cursors;

    @Test
    void acceptsACursorOnlyExactlyAsIssued() throws SQLException {
        var position = withARunningTransaction();

        assertThat(cursors.decode(position)).isPresent();
        assertThat(alterations(position))
                .hasSizeGreaterThan(400)
                .allSatisfy(altered -> assertThat(cursors.decode(altered)).isEmpty());
    }

    @Test
    void respondsWith410ToAnAlteredCursor() throws SQLException {
        var position = withARunningTransaction();
        assertThat(changes(position).statusCode()).isEqualTo(200);

        for (var altered : List.of(
                position.substring(0, position.length() - 3),
                position.substring(0, position.length() - 1),
                position.toLowerCase(Locale.ROOT),
                position + " ")) {
            problem(changes(altered), 410, "new-snapshot-needed");
        }
    }

    @Test
    void respondsWith410ToACursorOfThePreviousVersion() throws SQLException {
        problem(changes(Positions.unchecked(withARunningTransaction())), 410, "new-snapshot-needed");
    }

    @Test
    void respondsWith410ToAnAlteredCheckpoint() throws SQLException {
        var position = withARunningTransaction();
        var truncated = position.substring(0, position.length() - 3);

        problem(
                Api.json("pipeline-chat", "{'position':'%s'}".formatted(truncated))
                        .post("/consumers/pipeline-chat/position"),
                410,
                "new-snapshot-needed");
    }

    /** Returns a cursor issued while a transaction is running, whose xid is at its end. */
    private String withARunningTransaction() throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.superuserJdbcUrl())) {
            connection.setAutoCommit(false);
            try (var sql = connection.createStatement()) {
                sql.execute("select pg_current_xact_id()");
            }
            choices.onPlan("free");
            var position = new Pipeline("pipeline-chat").takeSnapshot().position();
            connection.rollback();
            return position;
        }
    }

    private static List<String> alterations(String position) {
        var alterations = new ArrayList<String>();
        for (var length = 1; length < position.length(); length++) {
            alterations.add(position.substring(0, length));
        }
        for (var place = 0; place < position.length(); place++) {
            for (var other : List.of("A", "z", "-", "0")) {
                if (!position.substring(place, place + 1).equals(other)) {
                    alterations.add(position.substring(0, place) + other + position.substring(place + 1));
                }
            }
            var next = (char) (position.charAt(place) + 1);
            alterations.add(position.substring(0, place) + next + position.substring(place + 1));
        }
        alterations.addAll(List.of(
                position.toUpperCase(Locale.ROOT),
                position.toLowerCase(Locale.ROOT),
                position + " ",
                " " + position,
                position + "\n",
                position + "=",
                position + "==",
                position + "A",
                position + position,
                UUID.randomUUID().toString()));
        return alterations;
    }

    private static Response changes(String after) {
        return Api.with(Token.of("pipeline-chat")).queryParam("after", after).get("/changes");
    }
}
