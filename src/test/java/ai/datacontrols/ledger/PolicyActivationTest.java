package ai.datacontrols.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.database.DatabaseClock;
import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.store.AccountHead;
import ai.datacontrols.ledger.store.ConsentProjection;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.Decision;
import ai.datacontrols.policy.DecisionQuery;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Reason;
import ai.datacontrols.policy.Versions;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.FeedbackPart;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.verification.ChainVerifier;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A second policy version comes into force between two entries: Student moves to the rule that excludes use, Pro is
 * renamed, Family is new, and feedback needs no comment any more. Responses follow it from that instant on, before and
 * after the job.
 */
@QuarkusTest
class PolicyActivationTest {

    private static final String CHAT = "le-chat";

    // sorts after every random id, so that this version is applied to no other test's accounts
    private static final long BEHIND_ALL = 0xffff_ffff_ffff_4fffL;
    private static final AtomicLong NUMBER = new AtomicLong(0x8000_0000_0000_0000L);

    @Inject
    ChoiceConfig limits;

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    PolicyActivation activation;

    @Inject
    ChainVerifier verifier;

    @Inject
    Chain chain;

    @Inject
    DatabaseClock clock;

    @Inject
    Jdbc jdbc;

    @Inject
    PolicyTimeline published;

    private final UUID before = account();
    private final UUID student = account();
    private final UUID pro = account();
    private final UUID family = account();
    private final UUID optedOut = account();
    private final List<UUID> accounts = List.of(student, pro, family, optedOut);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private PolicyTimeline timeline;
    private Ledger newLedger;
    private Instant force;

    @BeforeEach
    void createASecondVersion() {
        planRecorder.syncFromToken(student, CHAT, "student", Instant.now());
        planRecorder.syncFromToken(pro, CHAT, "pro", Instant.now());
        planRecorder.syncFromToken(family, CHAT, "family", Instant.now());
        planRecorder.syncFromToken(optedOut, CHAT, "pro", Instant.now());
        choose(ledger, optedOut, Choice.OPTED_OUT);
        theSecondVersionTakesForce();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void consentStatesFollowTheNewVersionBeforeAndAfterTheJob() {
        answersAreRight();

        assertThat(job(2).runAfter(before)).isEqualTo(4);

        answersAreRight();
        assertThat(accounts).allSatisfy(account -> assertThat(row(account).at()).isEqualTo(force));
        assertThat(row(student).usableSince()).isNull();
        assertThat(row(family).usableSince()).isEqualTo(force);
        assertThat(row(family).usableSinceEntry()).isNull();
        assertThat(row(pro).usableSince()).isEqualTo(recordedAt(pro));
    }

    @Test
    void eventsAfterTheInstantUseTheNewVersionWithoutTheJob() {
        choose(newLedger, family, Choice.OPTED_OUT);
        choose(newLedger, family, Choice.OPTED_IN);
        choose(newLedger, student, Choice.OPTED_OUT);

        QuarkusTransaction.begin();
        assertThat(newLedger.choose(wish(newLedger, student, Choice.OPTED_IN)).outcome())
                .isEqualTo(ChoiceOutcome.REFUSED_BY_PLAN);
        QuarkusTransaction.rollback();
        assertThat(consentState(family).usableSince()).isEqualTo(recordedAt(family, 3));
        assertThat(job(2).runAfter(before)).as("the other two accounts").isEqualTo(2);
        theProjectionIsWhatItIsRebuiltTo();
    }

    @Test
    void aSecondRunChangesNothing() {
        job(500).runAfter(before);
        var rows = rows();

        assertThat(job(500).runAfter(before)).isZero();
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void theNextRunContinuesAnAbortedOne() throws Exception {
        try (var holder = lockOf(family)) {
            var run = threads.submit(() -> job(1).runAfter(before));
            Waiting.untilBlocked("%account_head%");
            Waiting.isEnded("%account_head%");
            assertThatThrownBy(() -> run.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasStackTraceContaining("terminating connection due to administrator command");
            holder.rollback();
        }

        assertThat(row(student).at()).as("committed").isEqualTo(force);
        assertThat(row(family).at()).as("not processed").isBefore(force);
        assertThat(job(1).runAfter(before)).isEqualTo(2);
        assertThat(row(optedOut).at()).isEqualTo(force);
    }

    @Test
    void aConcurrentChoiceIsNotOverwritten() throws Exception {
        var recorded = new CyclicBarrier(2);
        var commit = new CyclicBarrier(2);
        var choice = threads.submit(() -> inTransaction(() -> {
            var outcome =
                    newLedger.choose(wish(newLedger, family, Choice.OPTED_OUT)).outcome();
            meet(recorded);
            meet(commit);
            return outcome;
        }));
        meet(recorded);
        var run = threads.submit(() -> job(500).runAfter(before));
        Waiting.untilBlocked("%account_head%");
        meet(commit);

        assertThat(choice.get(10, TimeUnit.SECONDS)).isEqualTo(ChoiceOutcome.RECORDED);
        assertThat(run.get(10, TimeUnit.SECONDS))
                .as("skips the row that the choice has updated")
                .isEqualTo(3);
        assertThat(consentState(family).isOptedOut()).isTrue();
        theProjectionIsWhatItIsRebuiltTo();
    }

    @Test
    void theProjectionMatchesTheLedgerAfterConcurrentChoices() throws Exception {
        var many = IntStream.range(0, 24).mapToObj(number -> account()).toList();
        many.forEach(account -> planRecorder.syncFromToken(account, CHAT, "pro", Instant.now()));
        theSecondVersionTakesForce();
        var barrier = new CyclicBarrier(9);
        var done = new ArrayList<Future<?>>();
        for (var thread = 0; thread < 8; thread++) {
            var mine = many.subList(thread * 3, thread * 3 + 3);
            done.add(threads.submit(() -> {
                meet(barrier);
                for (UUID account : mine) {
                    choose(newLedger, account, Choice.OPTED_OUT);
                    choose(newLedger, account, Choice.OPTED_IN);
                }
            }));
        }
        meet(barrier);
        job(4).runAfter(before);
        for (Future<?> each : done) {
            each.get(30, TimeUnit.SECONDS);
        }

        theProjectionIsWhatItIsRebuiltTo();
        assertThat(many).allSatisfy(account -> {
            assertThat(Recorded.history(ledger, account).events()).hasSize(3);
            assertThat(verifier.verify(account)).isEmpty();
            assertThat(consentState(account).choice()).isEqualTo(Choice.OPTED_IN);
        });
    }

    @Test
    void ignoresAVersionThatIsNotInForce() {
        timeline = Versions.secondFrom(now().plus(Duration.ofDays(1)));
        var rows = rows();

        assertThat(job(500).runAfter(before)).isZero();
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void changesNothingUnderTheFirstVersion() {
        assertThat(activation.run()).isZero();
    }

    private void answersAreRight() {
        var justBefore = force.minus(1, ChronoUnit.MICROS);
        assertThat(written(student, recordedAt(student), justBefore).reason()).isEqualTo(Reason.ON_BY_DEFAULT);
        assertThat(written(student, recordedAt(student), force).reason()).isEqualTo(Reason.PLAN_EXCLUDED);
        assertThat(consentState(student).isUsable()).isFalse();

        assertThat(written(pro, recordedAt(pro), justBefore).policyVersion()).isEqualTo("1");
        assertThat(written(pro, recordedAt(pro), force).policyVersion()).isEqualTo("2");
        assertThat(written(pro, recordedAt(pro), force).permitted()).isTrue();
        assertThat(consentState(pro).usableSince())
                .as("a rename does not interrupt the permitted period")
                .isEqualTo(recordedAt(pro));

        assertThat(written(family, recordedAt(family), justBefore).reason()).isEqualTo(Reason.UNKNOWN_PLAN);
        assertThat(written(family, justBefore, now()).reason())
                .as("from the stricter period")
                .isEqualTo(Reason.NOT_USABLE_SINCE_CREATION);
        assertThat(written(family, force, now()).reason()).isEqualTo(Reason.ON_BY_DEFAULT);
        assertThat(consentState(family).usableSince()).isEqualTo(force);

        assertThat(written(optedOut, force, now()).reason()).isEqualTo(Reason.OPTED_OUT);
        assertThat(consentState(optedOut).isUsable()).isFalse();

        assertThat(bareThumb(pro, justBefore).reason()).isEqualTo(Reason.FEEDBACK_INCOMPLETE);
        assertThat(bareThumb(pro, force).reason()).isEqualTo(Reason.FEEDBACK_GIVEN);

        for (UUID account : accounts) {
            var state = inTransaction(() -> newLedger.state(account));
            assertThat(state.consentState(CHAT))
                    .isEqualTo(Recorded.history(ledger, account).consentState(CHAT, state.at(), timeline));
        }
    }

    private void theProjectionIsWhatItIsRebuiltTo() {
        var rows = rows();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(4);
        jdbc.call("", connection -> AccountHead.accountsAfter(connection, before, 100))
                .forEach(account -> QuarkusTransaction.requiringNew().run(() -> newLedger.rebuild(account)));
        assertThat(rows()).isEqualTo(rows);
    }

    private void theSecondVersionTakesForce() {
        force = now().plusMillis(100);
        timeline = Versions.secondFrom(force);
        newLedger = new Ledger(timeline, chain, clock, jdbc, limits);
        await().pollInterval(Duration.ofMillis(10)).until(() -> now().isAfter(force.plusMillis(10)));
    }

    private PolicyActivation job(int accountsAtOnce) {
        return new PolicyActivation(timeline, clock, jdbc, chain, accountsAtOnce);
    }

    private static UUID account() {
        return new UUID(BEHIND_ALL, NUMBER.incrementAndGet());
    }

    private ChoiceOutcome choose(Ledger ledger, UUID account, Choice choice) {
        return inTransaction(() -> ledger.choose(wish(ledger, account, choice)).outcome());
    }

    private ChooseCommand wish(Ledger ledger, UUID account, Choice choice) {
        var state = ledger.state(account);
        var policy = (ledger == newLedger ? timeline : published).at(state.at());
        var noticeShown = new NoticeShown(policy.version(), "1", "en");
        return new ChooseCommand(
                account,
                CHAT,
                choice,
                ExpectedState.of(state.consentState(CHAT), policy),
                noticeShown,
                UUID.randomUUID());
    }

    private Decision written(UUID account, Instant created, Instant asOf) {
        var query = new DecisionQuery(CHAT, Policy.INPUT_OUTPUT, created, Set.of(), asOf);
        return timeline.decide(query, Recorded.history(ledger, account));
    }

    private Decision bareThumb(UUID account, Instant created) {
        var query = new DecisionQuery(CHAT, "feedback", created, Set.of(FeedbackPart.RATING), now());
        return timeline.decide(query, Recorded.history(ledger, account));
    }

    private ConsentState consentState(UUID account) {
        return inTransaction(() -> newLedger.state(account)).consentState(CHAT);
    }

    private ConsentState row(UUID account) {
        return jdbc.call(
                "",
                connection -> ConsentProjection.of(connection, chain, account).get(0));
    }

    private Instant recordedAt(UUID account) {
        return recordedAt(account, 1);
    }

    private Instant recordedAt(UUID account, int sequence) {
        return Recorded.history(ledger, account)
                .events()
                .get(sequence - 1)
                .metadata()
                .at();
    }

    private Instant now() {
        return inTransaction(clock::now);
    }

    private static <T> T inTransaction(Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Holds the account lock until the connection is closed. */
    private static Connection lockOf(UUID account) throws SQLException {
        var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
        connection.setAutoCommit(false);
        try (var sql = connection.createStatement()) {
            sql.execute("select 1 from account_head where account = '" + account + "' for update");
        }
        return connection;
    }

    private List<String> rows() {
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.createStatement();
                var result = sql.executeQuery("select row::text from current_permission row where account > '" + before
                        + "' order by account, product")) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
