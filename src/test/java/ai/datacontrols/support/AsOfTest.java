package ai.datacontrols.support;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Backdated;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.policy.Cases;
import ai.datacontrols.policy.Cases.Asked;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.Visitor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staff see the decision of each decision case as of its instant. */
@QuarkusTest
class AsOfTest {

    @Inject
    Backdated backdated;

    @Inject
    PolicyTimeline timeline;

    private Visitor support;

    @BeforeEach
    void signIn() {
        support = Visitor.staff(Realm.newStaff("support"), "/support");
    }

    @Test
    void showsTheDecisionOfEveryDecisionCase() throws IOException {
        var asked = 0;
        try (var file = getClass().getResourceAsStream("/cases.yaml")) {
            for (Cases.Case each : Cases.read(file).cases()) {
                var account = backdated.account(each.accountHistory());
                // an account without entries exists by its profile only
                QuarkusTransaction.requiringNew().run(() -> AccountProfile.saveLanguage(account, "en"));
                var read = search(account);
                for (Asked question : each.ask()) {
                    var page = support.get(
                            "/support/accounts/%s?read=%s&asOf=%s&product=%s&data=%s&created=%s&rating=%s&comment=%s"
                                    .formatted(
                                            account,
                                            read,
                                            local(question.asOf()),
                                            question.product(),
                                            question.data(),
                                            local(question.createdAt()),
                                            question.rating(),
                                            question.comment()));
                    var decision = timeline.decide(question.question(), each.accountHistory());
                    var answer = Visitor.html(page).select("#answer");
                    assertThat(answer.select(".notice").text())
                            .as("%s: %s", each.name(), question)
                            .startsWith(decision.permitted() ? "Yes" : "No");
                    assertThat(answer.select(".steps [data-reason]").attr("data-reason"))
                            .as("%s: %s", each.name(), question)
                            .isEqualTo(question.reason().name())
                            .isEqualTo(decision.reason().name());
                    asked++;
                }
            }
        }
        assertThat(asked).isGreaterThan(15);
    }

    private static String local(Instant instant) {
        return instant.toString().replace("Z", "");
    }

    private String search(UUID account) {
        var found = support.search("/support", account.toString(), "ABC-1");
        return found.header("Location").replaceAll(".*read=", "");
    }
}
