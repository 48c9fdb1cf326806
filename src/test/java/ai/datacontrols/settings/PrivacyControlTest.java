package ai.datacontrols.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Global Privacy Control is shown, recorded, and leads to an offer to opt out, but decides nothing. */
@QuarkusTest
class PrivacyControlTest {

    private static final String OFFER = "form:has([value=PRIVACY_CONTROL_OFFER])";

    @Inject
    Ledger ledger;

    private Account person;
    private Visitor visitor;

    @BeforeEach
    void signIn() {
        person = Realm.newPerson(Map.of("le-chat", "pro", "la-plateforme", "experiment"));
        visitor = Visitor.signedIn(person).with("Sec-GPC", "1");
    }

    @Test
    void showsTheSignalAndOffersToOptOutButDecidesNothing() {
        var page = Visitor.html(visitor.get("/settings"));

        assertThat(page.select("#privacy-control").text()).contains("Global Privacy Control", "changed nothing here");
        assertThat(page.select(OFFER).eachAttr("action"))
                .containsExactly("/settings/le-chat/opt-out", "/settings/la-plateforme/opt-out");
        assertThat(page.select("#le-chat-switch").attr("aria-checked")).isEqualTo("true");
        assertThat(entries()).noneMatch(LedgerEntry::isChoice);
    }

    @Test
    void recordsTheSignalInTheEntryAndTheReceipt() {
        visitor.press("le-chat", Map.of());

        var choice = entries().get(2);
        assertThat(choice.kind).isEqualTo(LedgerEntry.Kind.OPTED_OUT);
        assertThat(choice.globalPrivacyControl).isTrue();
        assertThat(Visitor.html(visitor.get("/settings/receipts/3"))
                        .select(".facts")
                        .text())
                .contains("Global Privacy Control Your browser sent it when you chose.");
        assertThat(visitor.get("/settings/receipts/3.json").<Boolean>path("globalPrivacyControl"))
                .isTrue();
    }

    @Test
    void aPersonWhoHasChosenSeesNoPrivacySignalNotice() {
        visitor.press("le-chat", Map.of());
        visitor.press("la-plateforme", Map.of());
        assertThat(Visitor.html(visitor.get("/settings")).select(OFFER)).isEmpty();

        visitor.press("le-chat", Map.of());

        var page = Visitor.html(visitor.get("/settings"));
        assertThat(page.select("#le-chat-switch").attr("aria-checked")).isEqualTo("true");
        assertThat(page.select(OFFER)).isEmpty();
        assertThat(page.select("#privacy-control")).hasSize(1);
    }

    @Test
    void theHtmxResponseToAnOptOutContainsNoOffer() {
        var part = visitor.with("HX-Request", "true").press("le-chat", Map.of());

        assertThat(part.statusCode()).isEqualTo(200);
        assertThat(Visitor.html(part).select(OFFER)).isEmpty();
    }

    @Test
    void showsNoOfferIfThePlanExcludesUse() {
        var page = Visitor.html(Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "team")))
                .with("Sec-GPC", "1")
                .get("/settings"));

        assertThat(page.select("#privacy-control")).hasSize(1);
        assertThat(page.select(OFFER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "true", "1; x", ""})
    void ignoresAnyOtherValue(String value) {
        var other = visitor.with("Sec-GPC", value);

        assertThat(Visitor.html(other.get("/settings")).select("#privacy-control, " + OFFER))
                .isEmpty();
        other.press("le-chat", Map.of());
        assertThat(entries().get(2).globalPrivacyControl).isNull();
        assertThat(other.get("/settings/receipts/3.json").<Object>path("globalPrivacyControl"))
                .isNull();
    }

    private List<LedgerEntry> entries() {
        return Recorded.entries(ledger, UUID.fromString(person.id()));
    }
}
