package ai.datacontrols.documents;

import static io.restassured.path.json.JsonPath.from;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.FaultProxy.Mode;
import ai.datacontrols.parts.TestServices;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline that follows docs/pipelines.md uses exactly the permitted rows. */
@QuarkusTest
class PipelinesDocumentTest {

    private static final int ACCOUNTS = 40;
    private static final int ROWS_AT_ONCE = 700;

    @Inject
    RandomActivity activity;

    @TempDir
    Path folder;

    private final Random random = new Random(7);
    private final List<UUID> accounts = new ArrayList<>();
    private Training training;
    private int rows;

    @BeforeEach
    void setUp() throws SQLException {
        for (var account = 0; account < ACCOUNTS; account++) {
            accounts.add(UUID.randomUUID());
        }
        training = new Training(folder);
        training.does("where it is, and who we are");
        training.does("the tables, once");
    }

    @AfterEach
    void close() throws SQLException {
        training.close();
    }

    @Test
    void selectedRowsAreThePermittedRows() throws SQLException {
        activity.run(accounts, 300, random);
        training.begins();
        assertThat(goes()).isEqualTo("go");
        takesInAndComparesWithDecisions();

        activity.run(accounts, 400, random);
        training.asksInPiecesOf(25);
        assertThat(training.followsToTheEnd()).isGreaterThan(2);
        assertThat(used())
                .as("revoked rows are removed before others are added")
                .isSubsetOf(permitted());
        takesInAndComparesWithDecisions();

        for (var round = 0; round < 4; round++) {
            activity.run(accounts, 1 + random.nextInt(30), random);
            activity.optOutOnThePage(accounts);
            training.followsToTheEnd();
            assertThat(used()).isSubsetOf(permitted());
            takesInAndComparesWithDecisions();
        }
        assertThat(used()).hasSizeBetween(rows / 20, rows / 2);
        assertThat(goes()).isEqualTo("go");
    }

    @Test
    void usesNoDataBeforeTheEndOfTheFeed() throws SQLException {
        activity.run(accounts, 400, random);
        training.begins();
        takesInAndComparesWithDecisions();
        assertThat(training.all("select id from usable")).isNotEmpty();
        activity.run(accounts, 100, random);
        training.asksInPiecesOf(10);

        assertThat(training.asks()).isEqualTo("200");
        training.does("apply the changes");

        assertThat(from(training.contentOf("changes.json")).<Boolean>get("more"))
                .isTrue();
        nothingGoes();
        training.followsToTheEnd();
        assertThat(goes()).isEqualTo("go");
        takesInAndComparesWithDecisions();
    }

    @Test
    void stopsAfterValidForWithoutAResponse() throws SQLException {
        training.begins();
        TestServices.setDatabaseFault(Mode.REFUSE);
        try {
            assertThat(training.asks()).isEqualTo("503");
            assertThat(goes()).as("still valid").isEqualTo("go");
        } finally {
            TestServices.setDatabaseFault(Mode.PASS);
        }
        training.sql("update feed set usable_until = now() - interval 1 second");
        nothingGoes();

        await().until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        activity.run(accounts, 10, random);
        training.followsToTheEnd();
        assertThat(goes()).isEqualTo("go");
    }

    @Test
    void takesASnapshotWhenTheCursorHasExpired() throws SQLException {
        activity.run(accounts, 400, random);
        training.begins();
        takesInAndComparesWithDecisions();
        activity.run(accounts, 400, random);
        Tampering.with("update feed set origin = 'another server'");

        assertThat(training.asks()).isEqualTo("410");
        aProblemIsNoPage();
        training.begins();

        assertThat(used()).isSubsetOf(permitted());
        takesInAndComparesWithDecisions();
        activity.run(accounts, 100, random);
        training.followsToTheEnd();
        takesInAndComparesWithDecisions();
    }

    /**
     * A crash before the commit loses both the permissions and the cursor, so that the pipeline resumes from before
     * them.
     */
    @Test
    void commitsPermissionsAndCursorAtomically() throws SQLException {
        activity.run(accounts, 400, random);
        training.begins();
        takesInAndComparesWithDecisions();
        var before = training.all("select position from feed");
        activity.run(accounts, 400, random);

        training.asks();
        training.sql(training.textOf("apply the changes").replace("commit;", "rollback;"));
        assertThat(training.all("select position from feed")).isEqualTo(before);

        training.followsToTheEnd();
        takesInAndComparesWithDecisions();
    }

    @Test
    void usesFeedbackByItsDecisions() throws SQLException {
        activity.run(accounts, 400, random);
        addRows();
        training.sql("""
                create table feedback as
                  select id, account, product, created_at, id % 3 > 0 as rating, id % 2 = 0 as comment from conversation""");

        training.does("questions about feedback");
        assertThat(training.does("ask about feedback")).isEmpty();
        training.does("the feedback that may be used");

        assertThat(training.all("select id from training_feedback order by id"))
                .isEqualTo(permitted("feedback", "\"rating\":' || rating || ',\"comment\":' || comment || ',"))
                .hasSizeGreaterThan(rows / 20)
                .hasSizeLessThan(rows / 3);
    }

    /** The other tests execute all of them. */
    @Test
    void everyExampleIsExecuted() {
        assertThat(training.blocks())
                .extracting(
                        block -> block.text().lines().findFirst().orElseThrow().replaceFirst("(#|--) ", ""))
                .containsExactly(
                        "where it is, and who we are",
                        "the tables, once",
                        "take a snapshot",
                        "begin with the snapshot",
                        "where we are",
                        "ask what changed",
                        "apply the changes",
                        "say that it is obeyed",
                        "take in what may be used",
                        "the last check",
                        "questions about feedback",
                        "ask about feedback",
                        "the feedback that may be used");
    }

    private void takesInAndComparesWithDecisions() throws SQLException {
        addRows();
        training.does("take in what may be used");
        assertThat(used()).isEqualTo(permitted());
    }

    /** Adds rows created before the feed's {@code asOf}, mostly at the instants of changes or right next to them. */
    private void addRows() throws SQLException {
        var instants = activity.instants(accounts);
        var last = asOf();
        var values = new ArrayList<String>();
        for (var row = 0; row < ROWS_AT_ONCE; row++) {
            var account = random.nextInt(50) == 0 ? UUID.randomUUID() : accounts.get(random.nextInt(accounts.size()));
            var own = instants.getOrDefault(account, List.of(last));
            var at = own.get(own.size() - 1 - random.nextInt(random.nextBoolean() ? own.size() : 1))
                    .plus(random.nextInt(3) - 1L, ChronoUnit.MICROS);
            if (random.nextInt(20) == 0) {
                at = Instant.now().plusSeconds(86_400); // a wrong clock
            } else if (random.nextInt(3) == 0 || at.isAfter(last)) {
                at = last;
            }
            values.add("(%d, '%s', '%s', '%s', 'words')"
                    .formatted(++rows, account, random.nextInt(3) == 0 ? "la-plateforme" : "le-chat", at));
        }
        training.sql("insert into conversation values " + String.join(", ", values));
    }

    /** Returns the instant up to which the feed was read. */
    private Instant asOf() throws SQLException {
        return training.all("select epoch_us(as_of) from feed").stream()
                .map(micros -> Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS))
                .findFirst()
                .orElseGet(Instant::now);
    }

    private List<String> used() throws SQLException {
        return training.all("select id from training_set order by id");
    }

    private List<String> permitted() throws SQLException {
        return permitted("input-output", "");
    }

    /** Returns the rows that the API permits, with one decision query each. */
    private List<String> permitted(String data, String more) throws SQLException {
        var questions = training.all("""
                select '{%s"ref":' || id || ',"account":"' || account || '","product":"' || product || '","data":"%s","createdAt":"'
                  || strftime(created_at at time zone 'UTC', '%%Y-%%m-%%dT%%H:%%M:%%S.%%fZ') || '"}'
                from %s order by id""".formatted(more, data, more.isEmpty() ? "conversation" : "feedback"));
        var answers = new ArrayList<String>();
        for (var from = 0; from < questions.size(); from += 2_000) {
            var some = questions.subList(from, Math.min(from + 2_000, questions.size()));
            answers.addAll(Api.lines(
                    Api.lines("pipeline-chat", some.toArray(String[]::new)).post("/decisions/batch")));
        }
        assertThat(answers).hasSameSizeAs(questions).noneMatch(answer -> answer.contains("problem"));
        return answers.stream()
                .filter(answer -> answer.contains("\"permitted\":true"))
                .map(answer -> answer.replaceFirst("\\{\"ref\":(\\d+),.*", "$1"))
                .toList();
    }

    private String goes() throws SQLException {
        return training.all(training.textOf("the last check")).get(0);
    }

    private void nothingGoes() throws SQLException {
        assertThatThrownBy(this::goes).isInstanceOf(SQLException.class).hasMessageContaining("use nothing");
        assertThat(training.all("select id from usable")).isEmpty();
    }

    private void aProblemIsNoPage() throws SQLException {
        var before = training.all("select feed::varchar from feed");
        assertThatThrownBy(() -> training.does("apply the changes")).hasMessageContaining("NOT NULL");
        assertThat(training.all("select feed::varchar from feed")).isEqualTo(before);
    }
}
