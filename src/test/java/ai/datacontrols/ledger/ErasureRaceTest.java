package ai.datacontrols.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.accesslog.SupportAccess;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.AccountEvent.AccountErased;
import ai.datacontrols.verification.ChainVerifier;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Writes that run concurrently with an erasure leave no personal data behind. */
@QuarkusTest
class ErasureRaceTest {

    private static final String LOCK = "%pg_advisory_xact_lock%";

    static final List<Named<Consumer<UUID>>> PROFILE_WRITES = List.of(
            Named.of("sign-in", account -> AccountProfile.save(account, "somebody@example.org", true, "Somebody")),
            Named.of("chosen language", account -> AccountProfile.saveLanguage(account, "fr")));

    @Inject
    Erasure erasure;

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    AccessLog accessLog;

    @Inject
    ChainVerifier verifier;

    private final UUID account = UUID.randomUUID();
    private final UUID staff = UUID.randomUUID();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void createAccount() {
        planRecorder.syncFromToken(account, "le-chat", "free", Instant.now());
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @FieldSource("PROFILE_WRITES")
    void aFirstVisitDuringAnErasureCreatesNoProfile(Consumer<UUID> write) throws Exception {
        duringTheErasure(() -> QuarkusTransaction.requiringNew().run(() -> write.accept(account)));

        assertThat(QuarkusTransaction.requiringNew().call(() -> AccountProfile.isKnown(account)))
                .as("a profile")
                .isFalse();
    }

    @Test
    void anAccessReasonEnteredDuringAnErasureIsNotStored() throws Exception {
        duringTheErasure(() -> accessLog.record(SupportAccess.account(staff, account, null, "Maria called", null), 60));

        assertThat(accessLog.recent(staff, 1, Duration.ofHours(1)).orElseThrow().reason())
                .isNull();
        assertThat(verifier.verifyAccessLog(staff)).isEmpty();
    }

    @Test
    void aSearchDuringAnErasureStoresNeitherAddressNorReason() throws Exception {
        QuarkusTransaction.requiringNew()
                .run(() -> AccountProfile.save(account, account + "@example.org", true, "Maria"));

        duringTheErasure(
                () -> accessLog.record(SupportAccess.search(staff, "Maria called", account + "@example.org"), 60));

        var search = accessLog.recent(staff, 1, Duration.ofHours(1)).orElseThrow();
        assertThat(search.reason()).isNull();
        assertThat(search.subject()).isNull();
        assertThat(verifier.verifyAccessLog(staff)).isEmpty();
    }

    @Test
    void concurrentErasuresRecordOneEntryAndReturnTheSameResponse() throws Exception {
        QuarkusTransaction.requiringNew()
                .run(() -> AccountProfile.save(account, "somebody@example.org", true, "Somebody"));
        var both = new ArrayList<Future<Response>>();
        try (var connection = DriverManager.getConnection(TestServices.superuserJdbcUrl());
                var lock = connection.prepareStatement("select pg_advisory_lock(hashtextextended(?, 0))")) {
            lock.setString(1, account.toString());
            lock.execute();
            for (var number = 0; number < 2; number++) {
                both.add(threads.submit(() -> Api.as("privacy-office").delete("/accounts/" + account)));
            }
            Waiting.untilSoManyDo(2, LOCK, both);
        }

        var first = both.get(0).get();
        var second = both.get(1).get();
        assertThat(List.of(first.statusCode(), second.statusCode())).containsExactly(200, 200);
        assertThat(first.asString()).isEqualTo(second.asString());
        assertThat(Recorded.history(ledger, account).events())
                .filteredOn(AccountErased.class::isInstance)
                .hasSize(1);
    }

    private void duringTheErasure(Runnable something) throws Exception {
        var during = new ArrayList<Future<?>>();
        QuarkusTransaction.requiringNew().run(() -> {
            erasure.erase(account, "privacy-office");
            during.add(threads.submit(something));
            Waiting.untilSoManyDo(1, LOCK, during);
        });
        during.get(0).get();
    }
}
