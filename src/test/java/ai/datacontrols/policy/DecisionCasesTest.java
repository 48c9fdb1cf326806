package ai.datacontrols.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.datacontrols.policy.Cases.Case;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every decision case of the rulebook and of this project, by name. */
class DecisionCasesTest {

    private final PolicyTimeline timeline = Versions.published();

    @TestFactory
    Stream<DynamicTest> rulebook() throws IOException {
        return casesOf("/cases.yaml");
    }

    @TestFactory
    Stream<DynamicTest> furtherCases() throws IOException {
        return casesOf("/further-cases.yaml");
    }

    private Stream<DynamicTest> casesOf(String file) throws IOException {
        try (var cases = getClass().getResourceAsStream(file)) {
            var read = Cases.read(cases).cases();
            assertThat(read).isNotEmpty();
            return read.stream().map(each -> dynamicTest(each.name(), () -> check(each)));
        }
    }

    private void check(Case each) {
        assertThat(each.ask()).isNotEmpty();
        var history = each.accountHistory();
        for (var asked : each.ask()) {
            var decision = timeline.decide(asked.question(), history);
            assertThat(decision.permitted()).as("%s", asked).isEqualTo(asked.permitted());
            assertThat(decision.reason()).as("%s", asked).isEqualTo(asked.reason());
            assertThat(decision.asOf()).isEqualTo(asked.asOf());
            if (asked.rule() != null) {
                assertThat(decision.rule()).as("%s", asked).isEqualTo(asked.rule());
            }
        }
        if (each.usableSince() != null) {
            for (var usable : each.usableSince()) {
                assertThat(history.consentState(usable.product(), usable.asOf(), timeline)
                                .usableSince())
                        .as("%s", usable)
                        .isEqualTo(usable.is());
            }
        }
    }
}
