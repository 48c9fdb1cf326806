package ai.datacontrols.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The server accepts only forms of the signed-in account, and acknowledges only what it has stored. */
@QuarkusTest
class FormOwnershipTest {

    private static final String OPT_IN = "/settings/le-chat/opt-in";
    private static final String OPT_OUT = "/settings/le-chat/opt-out";

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    Choices choices;

    private final Account person = Realm.newPerson(Map.of("le-chat", "free"));
    private final UUID account = UUID.fromString(person.id());

    @Test
    void rejectsAFormOfAnotherAccountAndShowsTheCurrentState() {
        var other = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        var optOutOfAnother = other.get("/settings");
        other.press("le-chat", Map.of());
        var optInOfAnother = other.get("/settings");
        var visitor = Visitor.signedIn(person);

        var optOut = visitor.post(OPT_OUT, withTokenOf(visitor, optOutOfAnother));
        assertThat(optOut.statusCode()).isEqualTo(409);
        assertThat(text(optOut))
                .contains("This page was open for another account, so nothing was saved.")
                .contains("On since");

        visitor.press("le-chat", Map.of());
        // the same entry numbers and policy version as on the page of the other account
        var optIn = visitor.post(OPT_IN, withTokenOf(visitor, optInOfAnother));
        assertThat(optIn.statusCode()).isEqualTo(409);
        assertThat(text(optIn))
                .contains("This page was open for another account")
                .contains("Off since");
        assertThat(kinds()).containsExactly(LedgerEntry.Kind.PLAN_STARTED, LedgerEntry.Kind.OPTED_OUT);

        var byHtmx = visitor.copy().with("HX-Request", "true").post(OPT_IN, withTokenOf(visitor, optInOfAnother));
        assertThat(byHtmx.statusCode()).isEqualTo(409);
        assertThat(byHtmx.header("HX-Redirect")).endsWith("/settings?product=le-chat");
        var reloaded = visitor.withCookie("__Host-notice", byHtmx.getCookie("__Host-notice"))
                .get("/settings?product=le-chat");
        assertThat(text(reloaded)).contains("This page was open for another account");
        assertThat(text(visitor.get("/settings?product=le-chat")))
                .as("shown once")
                .doesNotContain("This page was open for another account");
    }

    @Test
    void rejectsAFormWithoutAnAccount() {
        var visitor = Visitor.signedIn(person);
        var fields = Visitor.fields(visitor.get("/settings"), "le-chat", Map.of());
        fields.remove("account");

        var answer = visitor.post(OPT_OUT, fields);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(text(answer)).contains("so nothing was saved").contains("On since");
        assertThat(kinds()).containsExactly(LedgerEntry.Kind.PLAN_STARTED);
    }

    @Test
    void rejectsAStaffFormThatAnotherStaffMemberOpened() {
        choices.onPlan("free");
        var first = Visitor.staff(Realm.newStaff("support"), "/support");
        var second = Visitor.staff(Realm.newStaff("support"), "/support");
        var form = Visitor.html(first.get("/support")).select("form[method=post] input[name=account]");
        var token = Visitor.html(second.get("/support")).select("form[method=post] input[name=csrf]");

        var answer = second.post(
                "/support",
                Map.of("csrf", token.val(), "account", form.val(), "subject", person.id(), "reason", "ABC-123"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.asString())
                .contains("Somebody else had opened this form, so nothing was looked up.")
                .doesNotContain(person.id());
    }

    @Test
    void limitsOptInsPerDayButNotOptOuts() {
        var visitor = Visitor.signedIn(person);
        for (var time = 0; time < 20; time++) {
            choices.choose(account, Choice.OPTED_OUT);
            choices.choose(account, Choice.OPTED_IN);
        }

        assertThat(visitor.press("le-chat", Map.of()).statusCode())
                .as("an opt-out")
                .isEqualTo(303);
        var optIn = visitor.press("le-chat", Map.of());
        assertThat(optIn.statusCode()).isEqualTo(429);
        assertThat(text(optIn)).contains("can be switched on 20 times at most").contains("Off since");
        var byHtmx = visitor.copy().with("HX-Request", "true").press("le-chat", Map.of());
        assertThat(byHtmx.statusCode()).isEqualTo(429);
        assertThat(byHtmx.asString())
                .contains("can be switched on 20 times at most")
                .doesNotContain("<html");
        assertThat(kinds()).hasSize(42).last().isEqualTo(LedgerEntry.Kind.OPTED_OUT);

        var another = choices.onPlan("free");
        choices.choose(another, Choice.OPTED_OUT);
        choices.choose(another, Choice.OPTED_IN);
        assertThat(ledger.state(another).consentState("le-chat").isOptedOut()).isFalse();
    }

    @Test
    void showsTheCurrentStateInsteadOfSavedIfThePlanExcludesUse() {
        var visitor = Visitor.signedIn(person);
        visitor.press("le-chat", Map.of());
        var optIn = visitor.get("/settings");
        visitor.press(optIn, "le-chat", Map.of());
        planRecorder.report(new SubscriptionReport(account, "le-chat", "team", null));

        var answer = visitor.press(optIn, "le-chat", Map.of());

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(text(answer)).contains("Your plan excludes use").doesNotContain("Saved");
        assertThat(text(visitor.get("/settings?product=le-chat&recorded=3")))
                .as("a reloaded page")
                .doesNotContain("Saved");

        planRecorder.report(new SubscriptionReport(account, "le-chat", "pro", null));
        var again = visitor.follow(visitor.press(optIn, "le-chat", Map.of()));
        assertThat(text(again))
                .as("use started with the plan, after the choice")
                .contains("It was on already, so nothing was changed.")
                .doesNotContain("Saved");
    }

    @Test
    void showsTheErasureOnEachPageWithoutForms() {
        var visitor = Visitor.signedIn(person);
        visitor.press("le-chat", Map.of());
        var optIn = visitor.get("/settings");
        visitor.press(optIn, "le-chat", Map.of());
        var optOut = visitor.get("/settings");
        Api.as("privacy-office").delete("/accounts/" + account);
        visitor.signInAgain("/settings");

        for (var path : List.of(
                "/settings",
                "/settings?product=le-chat&recorded=3",
                "/settings/plans",
                "/settings/check",
                "/settings/history",
                "/settings/receipts/2")) {
            var page = Visitor.html(visitor.with("Sec-GPC", "1").get(path));
            assertThat(page.select("#erased").text()).as(path).contains("This account was erased on");
            assertThat(page.select("form[method=post]")).as(path).isEmpty();
            assertThat(page.select(".status").text()).as(path).isEmpty();
        }
        for (var stale : List.of(optIn, optOut)) {
            var answer = visitor.press(stale, "le-chat", Map.of());
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(Visitor.html(answer).select("main").text())
                    .contains("This account was erased on")
                    .doesNotContain("Saved");
        }
        assertThat(kinds()).hasSize(4).last().isEqualTo(LedgerEntry.Kind.ACCOUNT_ERASED);
    }

    @Test
    void aLinkToAFormReturnsToItsCardAfterSignIn() {
        var visitor = Visitor.signedIn(person);
        var page = visitor.get("/settings?from=le-chat");
        var action = Visitor.html(page).select("#le-chat-choice form").attr("action");
        assertThat(action).isEqualTo(OPT_OUT + "?from=le-chat");

        var back = new Visitor("en").signIn(action, person);

        assertThat(Visitor.html(back).select(".card.arrived").attr("id")).isEqualTo("le-chat");
        assertThat(Visitor.html(back).select(".back").text()).isEqualTo("Back to le Chat");
        assertThat(kinds()).containsExactly(LedgerEntry.Kind.PLAN_STARTED);
    }

    @Test
    void returnsToTheCardWithANoticeIfAChoiceWasSentWithoutASession() {
        var fields = Visitor.fields(Visitor.signedIn(person).get("/settings"), "le-chat", Map.of());
        for (var header : List.of("X-Test", "X-Requested-With")) {
            var challenge = new Visitor("en").with(header, "JavaScript").post(OPT_OUT, fields);
            assertThat(challenge.getCookie("__Host-notice")).as(header).isEqualTo("signed_out.le-chat");
            var later = new Visitor("en").withCookie("__Host-notice", challenge.getCookie("__Host-notice"));

            var back = later.signIn(OPT_OUT, person);

            assertThat(text(back))
                    .contains("You had been signed out, so your choice was not saved.")
                    .contains("On since");
            assertThat(text(later.get("/settings?product=le-chat")))
                    .as("shown once")
                    .doesNotContain("You had been signed out");
        }
        assertThat(kinds()).containsExactly(LedgerEntry.Kind.PLAN_STARTED);
    }

    @Test
    void showsTheNoticeOfAChoiceWithoutASessionOnAnyWayBack() {
        var visitor = Visitor.signedIn(person);
        var fields = Visitor.fields(visitor.get("/settings"), "le-chat", Map.of());
        var later = new Visitor("en");
        later.post(OPT_OUT, fields);

        assertThat(text(later.signIn("/settings", person))).contains("You had been signed out");
    }

    @Test
    void aGetRequestForAFormJustShowsTheSettings() {
        var visitor = Visitor.signedIn(person);
        visitor.press("le-chat", Map.of());

        var page = visitor.follow(visitor.get(OPT_OUT));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(text(page)).contains("Off since").doesNotContain("You had been signed out");
        assertThat(text(new Visitor("en").signIn(OPT_OUT, person)))
                .as("a link followed without a session")
                .doesNotContain("You had been signed out");
    }

    @Test
    void aSavedChoiceRemovesAnEarlierNotice() {
        var visitor = Visitor.signedIn(person);
        var page = visitor.get("/settings");
        var without = new Visitor("en");
        without.post(OPT_OUT, Visitor.fields(page, "le-chat", Map.of()));

        visitor.withCookie("__Host-notice", without.cookie("__Host-notice"));
        var saved = visitor.follow(visitor.press(page, "le-chat", Map.of()));

        assertThat(text(saved)).contains("Saved on").doesNotContain("You had been signed out");
    }

    @Test
    void ignoresNoticesThatWereNotSent() {
        var visitor = Visitor.signedIn(person);
        visitor.press("le-chat", Map.of());
        for (var name : List.of("notice", "__Host-notice")) {
            for (var notice : List.of("saved", "saved.le-chat", "signed_out", "refused_by_plan.le-chat", "x", ".")) {
                var page = visitor.copy().withCookie(name, notice).get("/settings?product=le-chat");

                assertThat(Visitor.html(page).select("#le-chat-status").text())
                        .as("%s=%s", name, notice)
                        .isEmpty();
            }
        }
    }

    @Test
    void offersTheSwitchAgainIfTheTokenOfTheFormIsGone() {
        var visitor = Visitor.signedIn(person);
        var page = visitor.get("/settings?from=le-chat");
        var later = visitor.copy().withCookie("__Host-csrf", "");

        var answer = later.press(page, "le-chat", Map.of());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/settings?product=le-chat&from=le-chat");
        var back = later.follow(answer);
        assertThat(text(back))
                .contains("This page had expired, so your choice was not saved.")
                .contains("On since");
        assertThat(kinds()).containsExactly(LedgerEntry.Kind.PLAN_STARTED);
        assertThat(text(later.follow(later.press(back, "le-chat", Map.of())))).contains("Saved on");

        var byHtmx = visitor.copy()
                .withCookie("__Host-csrf", "A".repeat(22))
                .with("HX-Request", "true")
                .press(page, "le-chat", Map.of());
        assertThat(byHtmx.statusCode()).isEqualTo(400);
        assertThat(byHtmx.header("HX-Redirect")).endsWith("/settings?product=le-chat&from=le-chat");
    }

    @Test
    void anOpenPageRenewsTheTokenOfItsForm() {
        var visitor = Visitor.signedIn(person);
        var page = visitor.get("/settings");

        var state = visitor.get("/settings/state");

        assertThat(state.getCookie("__Host-csrf"))
                .isEqualTo(Visitor.fields(page, "le-chat", Map.of()).get("csrf"));
    }

    @Test
    void statesThatAFormForAnUnknownProductSavedNothing() {
        var visitor = Visitor.signedIn(person).with("HX-Request", "true");

        var answer =
                visitor.post("/settings/le-fax/opt-out", Visitor.fields(visitor.get("/settings"), "le-chat", Map.of()));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.asString()).contains("Nothing was saved");
    }

    @Test
    void showsALabelForAnAccountWithoutAddressAndName() {
        Realm.withClaim(
                "email",
                " ",
                "String",
                () -> Realm.withClaim(
                        "name",
                        " ",
                        "String",
                        () -> assertThat(Visitor.html(Visitor.signedIn(person).get("/settings"))
                                        .select("header .menu-person")
                                        .text())
                                .isEqualTo("Signed in as Account " + person.id().substring(0, 8) + "…")));
    }

    private static Map<String, String> withTokenOf(Visitor visitor, Response form) {
        var fields = Visitor.fields(form, "le-chat", Map.of());
        fields.put(
                "csrf",
                Visitor.fields(visitor.get("/settings"), "le-chat", Map.of()).get("csrf"));
        return fields;
    }

    private List<LedgerEntry.Kind> kinds() {
        return Recorded.entries(ledger, account).stream()
                .map(entry -> entry.kind)
                .toList();
    }

    private static String text(Response page) {
        return Visitor.html(page).select("#le-chat-truth, #le-chat").text();
    }
}
