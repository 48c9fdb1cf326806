package ai.datacontrols.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.RealParts;
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

/** A policy version takes force: whoever follows the feed takes a new snapshot, and nobody relies on the old one any longer. */
@QuarkusTest
class FeedAndVersionsTest {

    private static final String CHAT = "le-chat";

    @Inject
    Store store;

    @Inject
    FeedSettings settings;

    @Inject
    DatabaseClock clock;

    @Inject
    Plans plans;

    private final UUID student = UUID.randomUUID();
    private final UUID pro = UUID.randomUUID();

    private Instant force;
    private Feed feed;

    @BeforeEach
    void theSecondVersionTakesForceInAMoment() {
        plans.report(new PlanReport(student, CHAT, "student", null));
        plans.report(new PlanReport(pro, CHAT, "pro", null));
        force = now().plusSeconds(2);
        feed = new Feed(Versions.secondFrom(force), store, settings);
    }

    @Test
    void whatIsReadBeforeIsReliedOnUntilThenAtTheMost() {
        try (var snapshot = feed.snapshot()) {
            assertThat(feed.validFor(snapshot.at()))
                    .isEqualTo(Duration.between(snapshot.at(), force))
                    .isLessThan(settings.validFor());
        }
        assertThat(feed.validFor(force)).isEqualTo(settings.validFor());
    }

    @Test
    void thePositionOfBeforeAsksForANewSnapshotWhichIsRightBeforeTheJob() {
        FeedPosition before;
        try (var snapshot = feed.snapshot()) {
            before = snapshot.position();
            assertThat(permissions(snapshot).get(student)).isNotNull();
        }
        assertThat(feed.after(before, 10)).isPresent();
        assertThat(feed.look(before).hasNews()).isFalse();

        await().pollInterval(Duration.ofMillis(20)).until(() -> now().isAfter(force));

        assertThat(feed.after(before, 10)).isEmpty();
        assertThat(feed.look(before).hasNews()).as("who waits is woken").isTrue();
        try (var snapshot = feed.snapshot()) {
            var permissions = permissions(snapshot);
            assertThat(permissions).containsKey(student);
            assertThat(permissions.get(student)).as("excluded from now on").isNull();
            assertThat(permissions.get(pro)).isBefore(force);
            assertThat(snapshot.position().policyVersion()).isEqualTo("2");
            assertThat(feed.after(snapshot.position(), 10)).isPresent();
        }
    }

    @Test
    void whatWasRecordedBeforeAndIsSeenOnlyAfterAsksForASnapshotAgain() throws Exception {
        try (var connection = DriverManager.getConnection(RealParts.applicationJdbcUrl());
                var sql = connection.prepareStatement("""
                        insert into permission_change (account, sequence, product, usable_since, changed_at)
                        values (?, 1, 'le-chat', ?, ?)""")) {
            connection.setAutoCommit(false);
            sql.setObject(1, UUID.randomUUID());
            sql.setObject(2, now().atOffset(ZoneOffset.UTC));
            sql.setObject(3, now().atOffset(ZoneOffset.UTC));
            sql.executeUpdate();
            await().pollInterval(Duration.ofMillis(20)).until(() -> now().isAfter(force));
            FeedPosition after;
            try (var snapshot = feed.snapshot()) {
                after = snapshot.position();
            }
            assertThat(feed.after(after, 10)).isPresent();

            connection.commit();

            assertThat(feed.after(after, 10)).isEmpty();
        }
    }

    private static Map<UUID, Instant> permissions(PermissionSnapshot snapshot) {
        var found = new HashMap<UUID, Instant>();
        snapshot.forEach(line -> found.put(
                UUID.fromString(line.account()),
                line.usableSince() == null ? null : Instant.parse(line.usableSince())));
        return found;
    }

    private Instant now() {
        return QuarkusTransaction.requiringNew().call(clock::now);
    }
}
