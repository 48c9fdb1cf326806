package ai.datacontrols.ledger.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.database.DatabaseClock;
import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.Versions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A policy version comes into force: consumers must take a new snapshot, and cached permissions end in time. */
@QuarkusTest
class FeedAndVersionsTest {

    private static final String CHAT = "le-chat";

    @Inject
    Jdbc jdbc;

    @Inject
    FeedConfig config;

    @Inject
    Chain chain;

    @Inject
    PermissionProof proof;

    @Inject
    DatabaseClock clock;

    @Inject
    PlanRecorder planRecorder;

    private final UUID student = UUID.randomUUID();
    private final UUID pro = UUID.randomUUID();

    private Instant force;
    private ChangeFeed feed;

    @BeforeEach
    void createAVersionThatComesIntoForceSoon() {
        planRecorder.report(new SubscriptionReport(student, CHAT, "student", null));
        planRecorder.report(new SubscriptionReport(pro, CHAT, "pro", null));
        force = now().plusSeconds(2);
        feed = new ChangeFeed(Versions.secondFrom(force), jdbc, config, chain, proof);
    }

    @Test
    void validityEndsWhenTheNextVersionComesIntoForce() {
        try (var snapshot = feed.snapshot()) {
            assertThat(feed.validFor(snapshot.at()))
                    .isEqualTo(Duration.between(snapshot.at(), force))
                    .isLessThan(config.validFor());
        }
        assertThat(feed.validFor(force)).isEqualTo(config.validFor());
    }

    @Test
    void anEarlierCursorExpiresAndTheNewSnapshotIsRightBeforeTheJob() {
        FeedCursor before;
        try (var snapshot = feed.snapshot()) {
            before = snapshot.cursor();
            assertThat(permissions(snapshot).get(student)).isNotNull();
        }
        assertThat(feed.after(before, 10)).isPresent();
        assertThat(feed.poll(before).hasChanges()).isFalse();

        await().pollInterval(Duration.ofMillis(20)).until(() -> now().isAfter(force));

        assertThat(feed.after(before, 10)).isEmpty();
        assertThat(feed.poll(before).hasChanges()).as("ends long polls").isTrue();
        try (var snapshot = feed.snapshot()) {
            var permissions = permissions(snapshot);
            assertThat(permissions).containsKey(student);
            assertThat(permissions.get(student)).as("excluded by version 2").isNull();
            assertThat(permissions.get(pro)).isBefore(force);
            assertThat(snapshot.cursor().policyVersion()).isEqualTo("2");
            assertThat(feed.after(snapshot.cursor(), 10)).isPresent();
        }
    }

    @Test
    void aLateCommitAcrossVersionsRequiresANewSnapshot() throws Exception {
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.prepareStatement("""
                        insert into permission_change (account, sequence, product, usable_since, changed_at)
                        values (?, 1, 'le-chat', ?, ?)""")) {
            connection.setAutoCommit(false);
            sql.setObject(1, UUID.randomUUID());
            sql.setObject(2, now().atOffset(ZoneOffset.UTC));
            sql.setObject(3, now().atOffset(ZoneOffset.UTC));
            sql.executeUpdate();
            await().pollInterval(Duration.ofMillis(20)).until(() -> now().isAfter(force));
            FeedCursor after;
            try (var snapshot = feed.snapshot()) {
                after = snapshot.cursor();
            }
            assertThat(feed.after(after, 10)).isPresent();

            connection.commit();

            assertThat(feed.after(after, 10)).isEmpty();
        }
    }

    private static Map<UUID, Instant> permissions(PermissionSnapshot snapshot) {
        var found = new HashMap<UUID, Instant>();
        snapshot.forEach(row -> found.put(
                UUID.fromString(row.account()), row.usableSince() == null ? null : Instant.parse(row.usableSince())));
        return found;
    }

    private Instant now() {
        return QuarkusTransaction.requiringNew().call(clock::now);
    }
}
