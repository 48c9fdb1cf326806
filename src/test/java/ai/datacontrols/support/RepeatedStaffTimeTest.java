package ai.datacontrols.support;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Backdated;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.AccountHistory;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.EventMetadata;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staff can mean either of two equal local times, as the clocks go back, in each of their fields. */
@QuarkusTest
class RepeatedStaffTimeTest {

    private static final SharedPerson SUPPORT = SharedPerson.staff("support", "/support");
    private static final SharedPerson AUDITOR = SharedPerson.staff("auditor", "/support/reads");

    /** 02:30 in Paris for the first time. */
    private static final Instant FIRST = Instant.parse("2026-10-25T00:30:00Z");

    private static final Instant SECOND = Instant.parse("2026-10-25T01:30:00Z");
    private static final String LOCAL = "2026-10-25T02:30";

    @Inject
    Backdated backdated;

    private Visitor support;
    private String account;

    /** Opted out between the two. */
    @BeforeEach
    void openAccount() {
        var id = backdated.account(AccountHistory.EMPTY
                .with(new PlanStarted(metadata(1, FIRST.minusSeconds(3600)), "le-chat", "free"))
                .with(new ChoiceMade(metadata(2, FIRST.plusSeconds(1800)), "le-chat", Choice.OPTED_OUT)));
        QuarkusTransaction.requiringNew().run(() -> AccountProfile.saveLanguage(id, "en"));
        support = SUPPORT.visitor().withCookie("__Host-zone", "Europe/Paris");
        account = support.search("/support", id.toString(), "ABC-1").header("Location") + "&";
    }

    @Test
    void anAccountIsShownAsOfTheFirstOrTheSecondTime() {
        var first = page("asOf=" + LOCAL);
        var second = page("asOf=" + LOCAL + "&asOfLater=true");

        assertThat(first.select("#moment time").attr("datetime")).isEqualTo(FIRST.toString());
        assertThat(first.select("#entry-2")).isEmpty();
        assertThat(first.select("#asOf-occurrence label").eachText()).containsExactly("02:30 (CEST)", "02:30 (CET)");
        assertThat(first.select("#asOf-occurrence [checked]").val()).isEqualTo("false");
        assertThat(second.select("#moment time").attr("datetime")).isEqualTo(SECOND.toString());
        assertThat(second.select("#entry-2")).hasSize(1);
        assertThat(second.select("#asOf-occurrence [checked]").val()).isEqualTo("true");
        assertThat(second.select("#check [type=hidden][name=asOfLater]").val())
                .as("the form below asks about the same moment")
                .isEqualTo("true");
    }

    @Test
    void aDecisionIsAboutTheFirstOrTheSecondTime() {
        var question = "product=le-chat&data=input-output&created=" + LOCAL + "&asOf=" + LOCAL;

        var first = page(question);
        var second = page(question + "&createdLater=true&asOfLater=true");

        assertThat(first.select("#created-occurrence [checked]").val()).isEqualTo("false");
        assertThat(first.select("#answer .notice").text()).startsWith("Yes");
        assertThat(second.select("#created-occurrence [checked]").val()).isEqualTo("true");
        assertThat(second.select("#answer .notice").text()).startsWith("No");
    }

    @Test
    void theAccessLogHasTheInstantThatADecisionWasAbout() {
        page("product=le-chat&data=input-output&created=" + LOCAL + "&createdLater=true");

        assertThat(Visitor.html(AUDITOR.visitor().get("/support/reads?staff=" + SUPPORT.id()))
                        .select("#reads li")
                        .first()
                        .text())
                .contains("le-chat input-output " + SECOND);
    }

    @Test
    void theAccessLogIsFilteredFromTheFirstUntilTheSecondTime() {
        var auditor = AUDITOR.visitor().withCookie("__Host-zone", "Europe/Paris");
        var period = "/support/reads?from=" + LOCAL + "&until=" + LOCAL;

        var whole = auditor.get(period + "&untilLater=true");

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(Visitor.html(whole).select("#from-occurrence [checked]").val())
                .isEqualTo("false");
        assertThat(Visitor.html(whole).select("#until-occurrence [checked]").val())
                .isEqualTo("true");
        assertThat(auditor.get(period).statusCode()).as("an empty period").isEqualTo(400);
        assertThat(auditor.get(period + "&fromLater=true&untilLater=true").statusCode())
                .as("an empty period")
                .isEqualTo(400);
    }

    @Test
    void aTimeThatOccursOnceHasNoChoice() {
        var page = page("asOf=2026-10-25T03:00&asOfLater=true");

        assertThat(page.select("#moment time").attr("datetime")).isEqualTo("2026-10-25T02:00:00Z");
        assertThat(page.select("fieldset")).isEmpty();
    }

    private Document page(String query) {
        return Visitor.html(support.get(account + query));
    }

    private static EventMetadata metadata(int sequence, Instant at) {
        return new EventMetadata(sequence, at, Actor.DATA_SUBJECT, Channel.SETTINGS_PAGE, null);
    }
}
