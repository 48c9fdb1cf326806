package ai.datacontrols.ledger.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.policy.rules.Choice;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of the projection become consent states in the projection and in the snapshot alike. */
class ProjectionRowTest {

    private static final Instant PLAN_AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant CHOICE_AT = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant USABLE_SINCE = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant FOLDED_AT = Instant.parse("2026-04-01T00:00:00Z");

    @ParameterizedTest
    @EnumSource
    void hasEveryColumn(Choice choice) {
        assertThat(row(choice.name()).toConsentState())
                .contains(new ConsentState(
                        "le-chat",
                        "free",
                        new EntryRef(1, PLAN_AT),
                        choice,
                        new EntryRef(2, CHOICE_AT),
                        USABLE_SINCE,
                        new EntryRef(3, USABLE_SINCE),
                        FOLDED_AT));
    }

    @Test
    void hasNeitherPlanNorChoiceWithoutTheirColumns() {
        var row = new ProjectionRow("le-chat", null, null, null, null, null, null, null, null, FOLDED_AT);

        assertThat(row.toConsentState())
                .contains(new ConsentState("le-chat", null, null, null, null, null, null, FOLDED_AT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAYBE", "", "opted_in", "OPTED_IN "})
    void hasNoConsentStateWithAnUnknownChoice(String choice) {
        assertThat(row(choice).toConsentState()).isEmpty();
    }

    private static ProjectionRow row(String choice) {
        return new ProjectionRow("le-chat", "free", 1L, PLAN_AT, choice, 2L, CHOICE_AT, USABLE_SINCE, 3L, FOLDED_AT);
    }
}
