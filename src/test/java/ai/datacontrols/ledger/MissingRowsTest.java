package ai.datacontrols.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Choices;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Seen;
import ai.datacontrols.policy.Shown;
import ai.datacontrols.policy.Standing;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row that is missing from the projection is folded from the ledger: it never reads as "has not chosen". */
@QuarkusTest
class MissingRowsTest {

    private static final String CHAT = "le-chat";

    @Inject
    Ledger ledger;

    @Inject
    Plans plans;

    @Inject
    Choices choices;

    @Inject
    Erasure erasure;

    @Inject
    Feed feed;

    @Inject
    PolicyTimeline timeline;

    private UUID account;
    private Standing before;

    @BeforeEach
    void losesTheRowOfAnOptedOutAccount() {
        account = choices.onPlan("free");
        choices.choose(account, Choice.OPTED_OUT);
        before = ledger.state(account).standing(CHAT);
        Tampering.with("delete from current_permission where account = '" + account + "'");
    }

    @Test
    void theStateIsTheOneOfTheLedger() {
        var state = ledger.state(account).standing(CHAT);

        assertThat(state.isOptedOut()).isTrue();
        assertThat(state).usingRecursiveComparison().ignoringFields("at").isEqualTo(before);
        assertThat(ledger.state(account).standings()).containsOnlyKeys(CHAT);
    }

    @Test
    void aPlanReportKeepsTheOptOut() {
        plans.report(new PlanReport(account, CHAT, "pro", null));

        assertThat(ledger.state(account).standing(CHAT).isOptedOut()).isTrue();
        assertThat(snapshot()).containsEntry(account.toString(), "");
    }

    @Test
    void aSignInWithTheRecordedPlanRecordsNothing() {
        plans.atSignIn(account, CHAT, "free", Instant.now().plusSeconds(60));

        assertThat(ledger.entries(account)).hasSize(2);
    }

    @Test
    void anOptInIsTakenFromAPageThatShowedTheStateOfTheLedger() {
        var seen = Seen.of(before, timeline.at(Instant.now()));

        var chosen = ledger.choose(
                new Choosing(account, CHAT, Choice.OPTED_IN, seen, new Shown("1", "1", "en"), UUID.randomUUID()));

        assertThat(chosen.outcome()).isEqualTo(ChoiceOutcome.RECORDED);
        assertThat(snapshot().get(account.toString())).isNotEmpty();
    }

    @Test
    void anErasureWritesTheRow() {
        erasure.erase(account, "privacy-office");

        assertThat(snapshot()).containsEntry(account.toString(), "");
    }

    /** Empty where nothing may be used. */
    private Map<String, String> snapshot() {
        var permissions = new HashMap<String, String>();
        try (var snapshot = feed.snapshot()) {
            snapshot.forEach(row -> permissions.put(row.account(), row.usableSince() == null ? "" : row.usableSince()));
        }
        return permissions;
    }
}
