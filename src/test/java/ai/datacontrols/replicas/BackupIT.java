package ai.datacontrols.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.accesslog.SupportAccess;
import ai.datacontrols.demo.People;
import ai.datacontrols.documents.Document;
import ai.datacontrols.ledger.ChooseCommand;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.chain.IntegrityViolation;
import ai.datacontrols.ledger.feed.ChangeFeed;
import ai.datacontrols.ledger.feed.ConsumerCheckpoints;
import ai.datacontrols.ledger.feed.FeedCursor;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.DebianPostgres;
import ai.datacontrols.parts.Token;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.verification.ChainVerifier;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backup and restore by the commands of docs/operations.md, while people choose. */
@QuarkusTest
@TestProfile(OnDebian.class)
class BackupIT {

    private static final String CHAT = "le-chat";
    private static final List<String> PIPELINES = List.of("pipeline-chat", "pipeline-code");
    private static int servers;
    private static DebianPostgres server;

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    ChainVerifier verifier;

    @Inject
    AccessLog accessLog;

    @Inject
    ChangeFeed feed;

    @Inject
    ConsumerCheckpoints checkpoints;

    @Inject
    PolicyTimeline timeline;

    /** The last acknowledged entry of each account. */
    private final Map<UUID, Long> saved = new ConcurrentHashMap<>();

    private final AtomicBoolean goingOn = new AtomicBoolean(true);
    private final List<Thread> choosing = new ArrayList<>();
    private final List<UUID> people = Stream.generate(UUID::randomUUID).limit(4).toList();

    @BeforeEach
    void startChoosing() {
        server = server == null ? OnDebian.running(0) : server;
        accessLog.record(SupportAccess.account(UUID.randomUUID(), People.FRED.id(), null, "ticket ABC-1", null), 60);
        people.forEach(person -> {
            planRecorder.syncFromToken(person, CHAT, "free", Instant.now());
            var thread = new Thread(() -> {
                while (goingOn.get()) {
                    choose(person);
                }
            });
            thread.start();
            choosing.add(thread);
        });
        await().atMost(Duration.ofMinutes(1)).until(() -> entriesSaved() > 200);
    }

    @AfterEach
    void stopChoosing() throws InterruptedException {
        goingOn.set(false);
        for (var thread : choosing) {
            thread.join();
        }
    }

    @Test
    void restoresEverythingBeforeTheDumpAndRestartsTheFeed() throws Exception {
        var before = new HashMap<>(saved);
        server.shell(command("back up"));
        var atDump = entriesSaved();
        await().until(() -> entriesSaved() > atDump + 20);
        stopChoosing();
        var cursor = position();
        server.shell("cp data_controls.dump ../kept.dump");

        anotherServer();
        server.shell("cp ../kept.dump data_controls.dump");
        server.shell(command("restore"));
        await().ignoreExceptions().atMost(Duration.ofSeconds(30)).until(() -> ledger.state(people.get(0)) != null);

        people.forEach(person -> assertThat(
                        Recorded.history(ledger, person).events().size())
                .as("all entries saved before the dump, and some saved during it")
                .isBetween(before.get(person).intValue(), saved.get(person).intValue()));
        assertThat(Recorded.history(ledger, People.HUGO.id()).events()).hasSize(200);
        isWhole();
        theRolesMayNoMoreThanBefore();
        assertThat(feed.after(cursor, 10)).as("410").isEmpty();
        theFeedRestarts();
    }

    @Test
    void checkpointsReportedToThePreviousServerDoNotApplyALaterChoice() throws Exception {
        stopChoosing();
        var cursor = position();
        PIPELINES.forEach(pipeline ->
                assertThat(checkpoints.recordCheckpoint(pipeline, cursor)).isTrue());
        server.shell(command("back up") + "cp data_controls.dump ../kept.dump");

        anotherServer();
        server.shell("cp ../kept.dump data_controls.dump");
        server.shell(command("restore"));
        await().ignoreExceptions().atMost(Duration.ofSeconds(30)).until(() -> ledger.state(people.get(0)) != null);
        var entry = choose(people.get(0));

        assertThat(checkpoints.propagation(people.get(0), entry).orElseThrow().confirmed())
                .isZero();
        assertThat(PIPELINES)
                .allSatisfy(pipeline ->
                        assertThat(checkpoints.lag(pipeline)).as("unknown lag").isEmpty());
        theFeedRestarts();
    }

    @Test
    void aRestoreInPlaceExpiresCursorsThatIncludeLostChanges() throws Exception {
        position(); // so that the feed in the dump is the one of this server
        server.shell(command("back up"));
        var atDump = entriesSaved();
        await().until(() -> entriesSaved() > atDump + 20);
        stopChoosing();
        var cursor = position();
        assertThat(feed.after(cursor, 10)).isPresent();

        server.shell(command("restore in place"));
        await().ignoreExceptions().atMost(Duration.ofSeconds(30)).until(() -> ledger.state(people.get(0)) != null);

        assertThat(people)
                .anySatisfy(
                        person -> assertThat(Recorded.history(ledger, person).events())
                                .hasSizeLessThan(saved.get(person).intValue()));
        assertThat(feed.after(cursor, 10)).as("410").isEmpty();
        isWhole();
        theRolesMayNoMoreThanBefore();
        theFeedRestarts();
    }

    @Test
    void erasuresMadeSinceTheBackupAreRepeatedFromTheList() throws Exception {
        stopChoosing();
        var known = people.get(0);
        var newer = UUID.randomUUID();
        QuarkusTransaction.requiringNew()
                .run(() -> AccountProfile.save(known, known + "@example.org", true, "Somebody"));
        server.shell(command("back up") + "cp data_controls.dump ../kept.dump");
        planRecorder.syncFromToken(newer, CHAT, "free", Instant.now());
        for (var account : List.of(known, newer)) {
            assertThat(Api.as("privacy-office").delete("/accounts/" + account).statusCode())
                    .isEqualTo(200);
        }
        server.shell(office() + command("keep the list of erasures") + "cp erasures.ndjson ../erasures.ndjson");

        anotherServer();
        server.shell("cp ../kept.dump data_controls.dump; cp ../erasures.ndjson .");
        server.shell(command("restore"));
        await().ignoreExceptions().atMost(Duration.ofSeconds(30)).until(() -> ledger.state(known) != null);
        assertThat(ledger.state(known).erasedAt()).as("restored").isNull();
        server.shell(office() + command("repeat erasures"));

        for (var account : List.of(known, newer)) {
            assertThat(ledger.state(account).erasedAt()).isNotNull();
            assertThat(QuarkusTransaction.requiringNew().call(() -> AccountProfile.isKnown(account)))
                    .isFalse();
        }
        planRecorder.syncFromToken(newer, CHAT, "free", Instant.now());
        assertThat(Recorded.history(ledger, newer).events()).hasSize(1);
        var entries = Recorded.entries(ledger, known).size();
        server.shell(office() + command("repeat erasures"));
        assertThat(Recorded.entries(ledger, known)).hasSize(entries);
        isWhole();
        assertThatThrownBy(() -> server.shell("echo '{}' >>erasures.ndjson\n" + office() + command("repeat erasures")))
                .as("exit code for a list with an unreadable line")
                .isInstanceOf(AssertionError.class);
    }

    private static String office() {
        return "APP=http://localhost:%d OFFICE=%s\n".formatted(RestAssured.port, Token.of("privacy-office"));
    }

    /** Replaces the lost server by an empty one at the same address. */
    private static void anotherServer() {
        server.stop();
        server = OnDebian.server(++servers);
    }

    private void theFeedRestarts() {
        var cursor = position();
        PIPELINES.forEach(pipeline ->
                assertThat(checkpoints.recordCheckpoint(pipeline, cursor)).isTrue());
        var entry = choose(people.get(1));

        var page = feed.after(cursor, 10).orElseThrow();

        assertThat(page.changes())
                .extracting(change -> change.permission().account())
                .containsExactly(people.get(1));
        assertThat(checkpoints.propagation(people.get(1), entry).orElseThrow().confirmed())
                .isZero();
        PIPELINES.forEach(pipeline -> checkpoints.recordCheckpoint(pipeline, page.next()));
        assertThat(checkpoints.propagation(people.get(1), entry).orElseThrow().isComplete())
                .isTrue();
    }

    private FeedCursor position() {
        try (var snapshot = feed.snapshot()) {
            return snapshot.cursor();
        }
    }

    private void isWhole() throws SQLException {
        var violations = new ArrayList<IntegrityViolation>();
        var accounts = new ArrayList<UUID>();
        for (var some = verifier.accountsAfter(null); !some.isEmpty(); ) {
            some.forEach(account -> violations.addAll(verifier.verify(account)));
            accounts.addAll(some);
            some = verifier.accountsAfter(some.get(some.size() - 1));
        }
        assertThat(accounts).hasSizeGreaterThan(People.ALL.size());
        assertThat(verifier.staff())
                .isNotEmpty()
                .allSatisfy(staff -> violations.addAll(verifier.verifyAccessLog(staff)));
        assertThat(violations).isEmpty();
        var projection = projection();
        accounts.forEach(ledger::rebuild);
        assertThat(projection()).isEqualTo(projection).isNotEmpty();
    }

    private static void theRolesMayNoMoreThanBefore() {
        for (var statement : List.of(
                "update ledger_entry set plan = 'team'",
                "delete from ledger_entry",
                "truncate ledger_entry",
                "delete from support_read",
                "delete from account_head")) {
            assertThatThrownBy(() -> execute("data_controls", statement))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState())
                                    .as("insufficient privilege")
                                    .isEqualTo("42501"));
        }
        assertThatThrownBy(() -> execute("data_controls_owner", "delete from ledger_entry"))
                .hasMessageContaining("the ledger is append-only");
    }

    private static void execute(String role, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl("data_controls", role));
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static List<String> projection() throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl("data_controls", "data_controls"));
                var sql = connection.createStatement();
                var result =
                        sql.executeQuery("select row::text from current_permission row order by account, product")) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    /** Switches the choice and returns the number of its entry. */
    private long choose(UUID person) {
        var consentState = ledger.state(person).consentState(CHAT);
        var expected = ExpectedState.of(consentState, timeline.at(Instant.now()));
        var choice = consentState.isOptedOut() ? Choice.OPTED_IN : Choice.OPTED_OUT;
        var made = ledger.choose(
                new ChooseCommand(person, CHAT, choice, expected, new NoticeShown("1", "1", "en"), UUID.randomUUID()));
        var entry = made.consentState().choiceEntry().sequence();
        saved.put(person, entry);
        return entry;
    }

    private long entriesSaved() {
        return saved.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String command(String comment) {
        return Document.read("operations.md").saying(comment).text();
    }
}
