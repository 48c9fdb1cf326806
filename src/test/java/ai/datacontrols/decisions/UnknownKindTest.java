package ai.datacontrols.decisions;

import static io.restassured.path.json.JsonPath.from;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.policy.UnverifiableRecordException;
import ai.datacontrols.policy.rules.Choice;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A kind of entry of a later release, as an instance of this one reads it during a roll-out, is never ignored. */
@QuarkusTest
class UnknownKindTest {

    @Inject
    Ledger ledger;

    @Inject
    Choices choices;

    private final UUID known = UUID.randomUUID();
    private UUID account;

    @BeforeEach
    void recordAKindOfALaterRelease() {
        account = choices.onPlan("free");
        choices.choose(account, Choice.OPTED_OUT);
        setKind("CHOICE_OF_A_LATER_RELEASE");
        Api.json("billing", "{'plan':'pro'}").put("/accounts/{account}/subscriptions/le-chat", known);
    }

    /** Other tests verify all chains. */
    @AfterEach
    void restoreTheEntry() {
        setKind("OPTED_OUT");
    }

    private void setKind(String kind) {
        Tampering.with(
                "update ledger_entry set kind = '%s' where account = '%s' and sequence = 2".formatted(kind, account));
    }

    @Test
    void aDecisionIsDeniedInsteadOfIgnoringTheEntry() {
        var answer = Api.json("pipeline-chat", question(account)).post("/decisions");

        assertThat(answer.jsonPath().getBoolean("permitted")).isFalse();
        assertThat(answer.jsonPath().getString("reason")).isEqualTo("RECORD_UNVERIFIABLE");
    }

    @Test
    void aLineOfABatchIsDeniedAndTheOthersAreDecided() {
        var lines = Api.lines(
                Api.lines("pipeline-chat", question(account), question(known)).post("/decisions/batch"));

        assertThat(lines).hasSize(2);
        assertThat(from(lines.get(0)).<Boolean>get("permitted")).isFalse();
        assertThat(from(lines.get(0)).<String>get("reason")).isEqualTo("RECORD_UNVERIFIABLE");
        assertThat(from(lines.get(1)).<Boolean>get("permitted")).isTrue();
    }

    @Test
    void theHistoryFailsToBeRead() {
        assertThatThrownBy(() -> ledger.entries(account).forEach(entry -> {}))
                .isInstanceOf(UnverifiableRecordException.class);
        assertThatThrownBy(() -> ledger.rebuild(account)).isInstanceOf(UnverifiableRecordException.class);
    }

    private static String question(UUID account) {
        return "{'account':'%s','product':'le-chat','data':'input-output','createdAt':'%s'}"
                .formatted(account, Instant.now());
    }
}
