package ai.datacontrols.settings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.ledger.Backdated;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.AccountHistory;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.EventMetadata;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The settings page of a signed-in person, with a session of the real Keycloak. */
@QuarkusTest
class SettingsPageTest {

    private static final SharedPerson PERSON = SharedPerson.onPlans(Map.of("le-chat", "free"));

    @Inject
    Ledger ledger;

    @Inject
    Backdated backdated;

    @Test
    void theSwitchIsOnOnFreeAndOneClickTurnsItOff() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);
        var page = visitor.get("/settings");
        assertThat(text(page, "le-chat")).contains("le Chat Free").contains("On since");
        assertThat(isOn(page, "le-chat")).isEqualTo("true");

        var answer = visitor.press("le-chat", Map.of());

        assertThat(answer.statusCode()).isEqualTo(303);
        var after = visitor.follow(answer);
        assertThat(isOn(after, "le-chat")).isEqualTo("false");
        assertThat(text(after, "le-chat"))
                .contains("What you write on le Chat is no longer used to train models.")
                .contains("Off since");
        assertThat(ledger.state(UUID.fromString(person.id()))
                        .consentState("le-chat")
                        .isOptedOut())
                .isTrue();
    }

    @Test
    void statesWhatAnOptInCovers() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "student")));
        visitor.press("le-chat", Map.of());
        assertThat(text(visitor.get("/settings"), "le-chat")).contains("What you wrote before stays out.");

        var after = visitor.follow(visitor.press("le-chat", Map.of()));

        assertThat(isOn(after, "le-chat")).isEqualTo("true");
        assertThat(text(after, "le-chat")).contains("from then on may be used to train models.");
    }

    @Test
    void showsNoSwitchOnTeamAndAcceptsAnOptOutInAdvance() {
        var person = Realm.newPerson(Map.of("le-chat", "team"));
        var visitor = Visitor.signedIn(person);
        var page = visitor.get("/settings");
        assertThat(isOn(page, "le-chat")).isEmpty();
        assertThat(text(page, "le-chat")).contains("never used to train models").contains("Opt out in advance");

        var after = visitor.follow(visitor.press(page, "le-chat", Map.of()));
        assertThat(text(after, "le-chat"))
                .contains("You opted out in advance on")
                .doesNotContain("Opt out in advance");

        var page2 = visitor.get("/settings");
        var refused = visitor.post("/settings/le-chat/opt-in", Visitor.fields(page, "le-chat", Map.of()));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(text(refused, "le-chat")).contains("Your plan excludes use");
        assertThat(ledger.state(UUID.fromString(person.id()))
                        .consentState("le-chat")
                        .isOptedOut())
                .isTrue();
        assertThat(page2.statusCode()).isEqualTo(200);
    }

    @Test
    void showsNoUseOnAnUnknownPlan() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of()));

        var page = visitor.get("/settings");

        assertThat(text(page, "le-chat")).contains("As long as no plan is known, nothing you write on le Chat is used");
        assertThat(isOn(page, "le-chat")).isEmpty();
    }

    @Test
    void showsTheEffectOfAnotherPlanBesideTheSwitch() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "pro", "la-plateforme", "scale")));

        var page = visitor.get("/settings");

        assertThat(text(page, "le-chat"))
                .contains("because of your plan. You have not made a choice.")
                .contains("On plans without training (Team, Enterprise), none of this is used");
        assertThat(text(page, "la-plateforme"))
                .contains("On plans with a choice (Experiment), what you write from then on");
        assertThat(text(visitor.follow(visitor.press("le-chat", Map.of())), "le-chat"))
                .doesNotContain("because of your plan")
                .contains("Your opt-out holds on every plan")
                .doesNotContain("Team, Enterprise");
    }

    @Test
    void showsASwitchForEachProduct() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "pro", "la-plateforme", "experiment")));

        var after = visitor.follow(visitor.press("la-plateforme", Map.of()));

        assertThat(isOn(after, "la-plateforme")).isEqualTo("false");
        assertThat(isOn(after, "le-chat")).isEqualTo("true");
    }

    @Test
    void respondsToAnOptInFromAStalePageWithTheCurrentState() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        visitor.press("le-chat", Map.of());
        var old = visitor.get("/settings");
        visitor.press("le-chat", Map.of());
        visitor.press("le-chat", Map.of());

        var stale = visitor.press(old, "le-chat", Map.of());

        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(text(stale, "le-chat")).contains("so nothing was saved").contains("Off since");
    }

    @Test
    void recordsAPlanChangeAtTheNextSignIn() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var first = Visitor.signedIn(person);
        first.press("le-chat", Map.of());
        Realm.setPlans(person, Map.of("le-chat", "pro"));
        // tokens have a resolution of seconds, and one of the same second doesn't count as newer
        var recorded = ledger.state(UUID.fromString(person.id()))
                .consentState("le-chat")
                .planEntry()
                .at();
        await().until(() -> Instant.now().getEpochSecond() > recorded.getEpochSecond());

        var page = Visitor.signedIn(person).get("/settings");

        assertThat(text(page, "le-chat")).contains("le Chat Pro").contains("Off since");
    }

    @Test
    void offSaysThatEarlierConversationsAreOutAndWhenTheyWereUsed() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        backdated.happenedTo(
                UUID.fromString(person.id()),
                AccountHistory.EMPTY
                        .with(new PlanStarted(metadata(1, "2026-03-03T12:00:00Z"), "le-chat", "free"))
                        .with(new ChoiceMade(metadata(2, "2026-05-04T12:00:00Z"), "le-chat", Choice.OPTED_OUT)));

        var page = Visitor.html(Visitor.signedIn(person).get("/settings"));

        assertThat(page.select("#le-chat-none").text())
                .isEqualTo("None of your le Chat conversations are used to train models, old or new.");
        assertThat(page.select("#le-chat-past").text())
                .isEqualTo("Some may have been used between 3 March 2026 and 4 May 2026;"
                        + " models trained then can’t be undone.");
    }

    @Test
    void theFirstSentenceSaysWhetherDataIsUsed() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free", "la-plateforme", "scale")));
        var page = Visitor.html(visitor.get("/settings"));
        assertThat(page.select(".truths .truth").eachText())
                .containsExactly(
                        "What you write in le Chat may be used to train models.",
                        "Nothing you send to la Plateforme is used to train models.");
        assertThat(page.select("#le-chat-switch .switch-track").text()).isEqualTo("On");

        var part = Visitor.html(visitor.with("HX-Request", "true").press("le-chat", Map.of()));

        assertThat(part.select("#le-chat-truth .truth").text())
                .isEqualTo("None of your le Chat conversations are used to train models, old or new.");
        assertThat(part.select("#le-chat-state").text())
                .endsWith("You chose this, for every plan. Only feedback with a comment may be used.");
        assertThat(part.select("#le-chat-switch .switch-track").text()).isEqualTo("Off");
        assertThat(part.select("#le-chat-proof .answer").text()).isEqualTo("Receipt 3");
    }

    @Test
    void theVisibleLineOfEachRowIsTheAnswer() {
        var page =
                Visitor.html(Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "team", "la-plateforme", "experiment")))
                        .get("/settings"));

        assertThat(page.select("#le-chat .card-rows summary").eachText())
                .containsExactly(
                        "If my plan changes Free, Pro, Student: new data may be used",
                        "Feedback A thumb with a comment may be used, on every plan",
                        "Who sees my choice You, le Chat, support stating a reason",
                        "Proof A receipt per choice");
        assertThat(page.select("#la-plateforme .card-rows summary").eachText())
                .containsExactly(
                        "If my plan changes Scale: not used; afterwards only new data",
                        "OCR Never used, not kept",
                        "Fine-tuning Never used for other models",
                        "Who sees my choice You, la Plateforme, support stating a reason",
                        "Proof A receipt per choice");
    }

    @Test
    void theTextsOfTheReceiptAreOnThePageThatWasPressed() {
        for (var plans : List.of(Map.of("le-chat", "free"), Map.of("le-chat", "team"), Map.<String, String>of())) {
            var visitor = Visitor.signedIn(Realm.newPerson(plans));
            var page = visitor.get("/settings?product=le-chat");

            visitor.press(page, "le-chat", Map.of());

            var receipt = Visitor.html(visitor.get("/settings/receipts/" + (plans.isEmpty() ? 1 : 2)));
            assertThat(receipt.select("blockquote p").eachText())
                    .isNotEmpty()
                    .allSatisfy(quoted -> assertThat(text(page, "le-chat")).contains(quoted));
        }
    }

    @Test
    void theTimeBarShowsEachPeriodOfUse() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        backdated.happenedTo(
                UUID.fromString(person.id()),
                AccountHistory.EMPTY
                        .with(new PlanStarted(metadata(1, "2026-03-03T12:00:00Z"), "le-chat", "free"))
                        .with(new ChoiceMade(metadata(2, "2026-04-04T12:00:00Z"), "le-chat", Choice.OPTED_OUT))
                        .with(new ChoiceMade(metadata(3, "2026-05-04T12:00:00Z"), "le-chat", Choice.OPTED_IN)));

        var page = Visitor.html(Visitor.signedIn(person).get("/settings"));

        assertThat(page.select("#le-chat .bar .past")).hasSize(1);
        assertThat(page.select("#le-chat .bar .used")).hasSize(1);
        assertThat(page.select("#le-chat figcaption").text())
                .isEqualTo("May be used: everything since 4 May 2026, nothing older.");
        assertThat(page.select("#le-chat-past").text()).contains("between 3 March 2026 and 4 April 2026");
        assertThat(page.select("#la-plateforme .bar")).isEmpty();
    }

    @Test
    void anItalianDateHasItsArticle() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        backdated.happenedTo(
                UUID.fromString(person.id()),
                AccountHistory.EMPTY
                        .with(new PlanStarted(metadata(1, "2026-03-08T12:00:00Z"), "le-chat", "free"))
                        .with(new ChoiceMade(metadata(2, "2026-04-11T12:00:00Z"), "le-chat", Choice.OPTED_OUT)));

        var page = Visitor.html(Visitor.signedIn(person).get("/settings?language=it"));

        assertThat(page.select("main").text()).contains("Disattivato dall’11 aprile 2026.");
        assertThat(page.select("#le-chat-past").text()).contains("tra l’8 marzo 2026 e l’11 aprile 2026");
    }

    @Test
    void pressingTheSwitchSaysWhatMayHaveBeenUsed() {
        var visitor =
                Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free"))).with("HX-Request", "true");

        var off = Visitor.html(visitor.press("le-chat", Map.of()));
        assertThat(off.select("#le-chat-past").text()).startsWith("Some may have been used on ");

        var on = Visitor.html(visitor.press("le-chat", Map.of()));
        assertThat(on.select("#le-chat-none")).isEmpty();
        assertThat(on.select("figcaption").text())
                .startsWith("May be used: everything since ")
                .contains("nothing older");
        assertThat(on.select("#le-chat-proof #le-chat-past").text()).startsWith("Some may have been used on ");
    }

    @Test
    void showsTheLinkedProductFirstAndCollapsesOneWithoutAPlan() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("la-plateforme", "experiment")));

        var arrived = Visitor.html(visitor.get("/settings?product=la-plateforme"));

        assertThat(arrived.select("section.card").eachAttr("id")).containsExactly("la-plateforme", "le-chat");
        assertThat(arrived.select("details.card-folded section").eachAttr("id")).containsExactly("le-chat");
        assertThat(Visitor.html(visitor.get("/settings?product=le-chat")).select("details.card-folded"))
                .isEmpty();
    }

    private static EventMetadata metadata(long sequence, String at) {
        return new EventMetadata(sequence, Instant.parse(at), Actor.DATA_SUBJECT, Channel.SETTINGS_PAGE, null);
    }

    @Test
    void respondsWith404ToAnUnknownProduct() {
        var visitor = PERSON.visitor();

        var answer =
                visitor.post("/settings/le-fax/opt-out", Visitor.fields(visitor.get("/settings"), "le-chat", Map.of()));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.asString()).contains("Nothing was saved");
    }

    @Test
    void rejectsAFormWithoutItsCsrfToken() {
        var visitor = PERSON.visitor();

        var answer = visitor.press("le-chat", Map.of("csrf", "forged"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/settings?product=le-chat");
        assertThat(ledger.state(UUID.fromString(PERSON.id()))
                        .consentState("le-chat")
                        .isOptedOut())
                .isFalse();
    }

    @Test
    void redirectsAClickAfterTheEndOfTheSessionToSignIn() {
        var answer = given().redirects()
                .follow(false)
                .header("HX-Request", "true")
                .header("X-Requested-With", "JavaScript")
                .contentType("application/x-www-form-urlencoded")
                .post("/settings/le-chat/opt-out");

        assertThat(answer.statusCode()).isEqualTo(499);
        assertThat(answer.header("HX-Redirect")).isEqualTo("/settings/le-chat/opt-out");
    }

    @Test
    void errorPagesKeepTheirStatus() {
        var visitor = PERSON.visitor();

        assertThat(visitor.post("/settings/history", Map.of()).statusCode()).isEqualTo(405);
        assertThat(visitor.get("/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void paginatesTheHistory() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        IntStream.range(0, 26).forEach(time -> visitor.press("le-chat", Map.of()));

        var newest = visitor.get("/settings/history");
        assertThat(Visitor.html(newest).select(".history li")).hasSize(25);
        assertThat(newest.asString()).contains("You opted").contains("Older").doesNotContain(">Newest<");

        var older = visitor.get(Visitor.html(newest).select("[rel=next]").attr("href"));
        assertThat(older.asString()).contains(">Newest<");
    }

    @Test
    void personalPagesAreNotCached() {
        var visitor = PERSON.visitor();

        assertThat(visitor.get("/settings").header("Cache-Control")).isEqualTo("no-store");
        assertThat(visitor.get("/settings/history").header("Cache-Control")).isEqualTo("no-store");
    }

    private static String isOn(Response page, String product) {
        return Visitor.html(page).select("#" + product + "-switch").attr("aria-checked");
    }

    private static String text(Response page, String product) {
        return Visitor.html(page)
                .select("#%1$s-truth, #%1$s".formatted(product))
                .text();
    }
}
