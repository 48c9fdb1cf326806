package ai.datacontrols.ledger.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.ChooseCommand;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.Waiting;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.rules.Choice;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The feed orders each account's changes by xid, so that xids must follow the order of its entries. */
@QuarkusTest
class FeedOrderTest {

    private static final int WRITERS = 12;

    /** The ledger's statement that takes the lock of an unknown account. */
    private static final String TURN = """
            with turn as materialized (select pg_advisory_xact_lock(hashtextextended('%s', 0)))
            insert into account_head (account, last_sequence, last_hash, last_at)
            select '%s', 0, '', 'epoch' from turn on conflict do nothing""";

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Test
    void xidsFollowTheOrderOfFirstEntries() throws Exception {
        var accounts = Stream.generate(UUID::randomUUID).limit(60).toList();
        var barrier = new CyclicBarrier(WRITERS);
        var threads = Executors.newFixedThreadPool(WRITERS);
        var work = new ArrayList<Future<?>>();
        for (var writer = 0; writer < WRITERS; writer++) {
            // an opt-out is accepted for every product of the policy, so each account has as many first entries
            var product = writer % 2 == 0 ? "le-chat" : "la-plateforme";
            work.add(threads.submit(() -> {
                for (UUID account : accounts) {
                    barrier.await();
                    ledger.choose(optOut(account, product));
                }
                return null;
            }));
        }
        for (Future<?> each : work) {
            each.get();
        }
        threads.shutdown();

        for (UUID account : accounts) {
            var numbers = transactions(account);
            assertThat(numbers).hasSize(2).isSorted();
        }
    }

    /**
     * A transaction that waits for a row which is then changed has an xid before it follows the update; a later one may
     * overtake it.
     */
    @Test
    void xidsFollowTheOrderOfEntriesWhenManyWaitForOneAccount() throws Exception {
        var account = UUID.randomUUID();
        var threads = Executors.newFixedThreadPool(WRITERS);
        var work = new ArrayList<Future<?>>();
        for (var writer = 0; writer < WRITERS; writer++) {
            var plan = List.of("free", "pro", "team").get(writer % 3);
            work.add(threads.submit(() -> {
                for (var signIn = 0; signIn < 150; signIn++) {
                    planRecorder.syncFromToken(
                            account, "le-chat", plan, Instant.now().plusSeconds(60));
                }
            }));
        }
        for (Future<?> each : work) {
            each.get();
        }
        threads.shutdown();

        assertThat(transactions(account)).hasSizeGreaterThan(300).isSorted();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTransactionBlockedOnTheAccountLockHasNoXid(boolean isKnown) throws Exception {
        var account = UUID.randomUUID();
        if (isKnown) {
            ledger.choose(optOut(account, "la-plateforme"));
        }
        var threads = Executors.newSingleThreadExecutor();
        try (var holder = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute(TURN.formatted(account, account));
            sql.execute("select from account_head where account = '%s' for update".formatted(account));
            var waiting = threads.submit(() -> ledger.choose(optOut(account, "le-chat")));
            Waiting.untilBlocked("%account_head%");
            try (var numbered = sql.executeQuery("""
                    select count(backend_xid) from pg_stat_activity
                    where wait_event_type = 'Lock' and query ilike '%account_head%'""")) {
                numbered.next();
                assertThat(numbered.getInt(1)).isZero();
            }
            holder.commit();
            waiting.get();
        }
        threads.shutdown();
        assertThat(transactions(account)).isSorted();
    }

    private static ChooseCommand optOut(UUID account, String product) {
        return new ChooseCommand(
                account, product, Choice.OPTED_OUT, null, new NoticeShown("1", "1", "en"), UUID.randomUUID());
    }

    private static List<Long> transactions(UUID account) throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.prepareStatement("""
                        select transaction::text::bigint from ledger_entry where account = ? order by sequence""")) {
            sql.setObject(1, account);
            try (var result = sql.executeQuery()) {
                var found = new ArrayList<Long>();
                while (result.next()) {
                    found.add(result.getLong(1));
                }
                return found;
            }
        }
    }
}
