package ai.datacontrols.settings.receipts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.demo.People;
import ai.datacontrols.documents.Schemas;
import ai.datacontrols.ledger.Forgery;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.proof.verify.Verify;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import ai.datacontrols.web.locale.PolicyTexts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The receipt of a choice: the notice shown, its meaning, and its proof. */
@QuarkusTest
class ReceiptTest {

    private static final PolicyTexts ENGLISH = PolicyTexts.of("2", Locale.ENGLISH);

    @ConfigProperty(name = "data-controls.ledger.chain-key")
    String chainKey;

    /** Entry 2 is the opt-out. */
    private static final SharedPerson OPTED_OUT =
            SharedPerson.onPlans(Map.of("le-chat", "free")).who(visitor -> visitor.press("le-chat", Map.of()));

    /** Entry 2 is the opt-out, entry 3 the opt-in. */
    private static final SharedPerson OPTED_IN_AGAIN = SharedPerson.onPlans(Map.of("le-chat", "free"))
            .who(visitor -> {
                visitor.press("le-chat", Map.of());
                visitor.press("le-chat", Map.of());
            });

    /** The plan excludes use; entry 2 is the opt-out. */
    private static final SharedPerson OPTED_OUT_AHEAD = SharedPerson.onPlans(Map.of("la-plateforme", "scale"))
            .who(visitor -> visitor.press("la-plateforme", Map.of()));

    /** The plan excludes use; entry 2 is the opt-out, entry 3 its withdrawal. */
    private static final SharedPerson WITHDRAWN = SharedPerson.onPlans(Map.of("le-chat", "team"))
            .who(visitor -> {
                visitor.press("le-chat", Map.of());
                visitor.press("le-chat", Map.of());
            });

    /** Entry 2 is an opt-out from earlier records. */
    private static final SharedPerson OLGA = SharedPerson.of(People.OLGA);

    @Test
    void quotesTheNoticeThatWasShown() {
        var visitor = OPTED_OUT.visitor();

        var page = Visitor.html(visitor.get("/settings/receipts/2"));

        var shown = page.select("blockquote");
        assertThat(shown.attr("lang")).isEqualTo("en");
        assertThat(shown.select("p").eachText())
                .containsExactly(
                        ENGLISH.switchLabel("le-chat"),
                        ENGLISH.words().getString("switch.le-chat.opt-out"),
                        ENGLISH.ruleText("chat-personal"));
        assertThat(page.select(".lead").text()).startsWith("You opted out of training on le Chat.");
        assertThat(page.select("main").text())
                .contains("Plan at the time Free")
                .contains("Chosen on this site")
                .contains("Version of the rules 1")
                .contains(OPTED_OUT.account().username());
    }

    @Test
    void quotesTheNoticeInItsLanguageInAnyLanguageOfThePage() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        visitor.press("le-chat", Map.of("language", "fr"));

        var page = Visitor.html(visitor.get("/settings/receipts/2?language=en"));

        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.select("blockquote").attr("lang")).isEqualTo("fr");
        assertThat(page.select("blockquote p").first().text())
                .isEqualTo(PolicyTexts.of("2", Locale.FRENCH).switchLabel("le-chat"));
        assertThat(json(visitor, 2).getString("shown.label"))
                .isEqualTo(PolicyTexts.of("2", Locale.FRENCH).switchLabel("le-chat"));
    }

    @Test
    void statesTheMeaningOfTheChoiceForEachKindOfData() {
        var visitor = OPTED_IN_AGAIN.visitor();

        var out = json(visitor, 2);
        assertThat(out.<String>get("uses.find { it.data == 'input-output' }.before.reason"))
                .isEqualTo("ON_BY_DEFAULT");
        assertThat(out.<String>get("uses.find { it.data == 'input-output' }.after.reason"))
                .isEqualTo("OPTED_OUT");
        assertThat(out.<Object>get("uses.find { it.data == 'input-output' }.after.usableSince"))
                .isNull();
        assertThat(out.<String>get("uses.find { it.data == 'feedback' }.before.reason"))
                .isEqualTo(out.<String>get("uses.find { it.data == 'feedback' }.after.reason"))
                .isEqualTo("FEEDBACK_GIVEN");
        var in = json(visitor, 3);
        assertThat(in.<String>get("uses.find { it.data == 'input-output' }.before.reason"))
                .isEqualTo("OPTED_OUT");
        assertThat(in.<String>get("uses.find { it.data == 'input-output' }.after.reason"))
                .isEqualTo("OPTED_IN");
        assertThat(in.<String>get("uses.find { it.data == 'input-output' }.after.usableSince"))
                .isEqualTo(in.getString("happenedAt"));
        var rows = Visitor.html(visitor.get("/settings/receipts/2")).select("tbody tr");
        assertThat(rows.eachText())
                .containsExactly(
                        "Messages, attached documents and answers Yes, it may be used. The plan allows use, and no"
                                + " opt-out was made. No, it is not used. An opt-out is in force.",
                        "Feedback Yes, it may be used. Feedback with a rating and a comment may be used."
                                + " Yes, it may be used. Feedback with a rating and a comment may be used.");
        assertThat(rows.first().hasClass("changed")).isTrue();
        assertThat(rows.last().hasClass("changed")).isFalse();
    }

    @Test
    void aWithdrawalHasAReceiptThatChangesNoUse() {
        var visitor = WITHDRAWN.visitor();

        var page = Visitor.html(visitor.get("/settings/receipts/3"));

        assertThat(page.select(".lead").text()).startsWith("You withdrew your opt-out on le Chat.");
        assertThat(page.select("blockquote p").eachText())
                .containsExactly(
                        "Withdraw my opt-out",
                        "This changes nothing now. On a plan with a choice, what you write from then on may be used to"
                                + " train models, unless you opt out.",
                        ENGLISH.ruleText("chat-organisation"));
        assertThat(page.select("tbody tr.changed")).isEmpty();
        var file = json(visitor, 3);
        assertThat(file.<String>get("choice")).isEqualTo("CHOICE_WITHDRAWN");
        assertThat(file.<String>get("type")).isEqualTo("dpv:RecordsOfActivities");
        assertThat(file.<Object>get("right")).isNull();
        assertThat(file.<Object>get("process.involvement")).isNull();
        assertThat(file.<String>get("shown.place")).isEqualTo("ADVANCE_WITHDRAWAL");
        assertThat(file.<String>get("uses.find { it.data == 'input-output' }.after.reason"))
                .isEqualTo("PLAN_EXCLUDED");
    }

    @Test
    void theFileConformsToThePublishedSchema() {
        var both = OPTED_IN_AGAIN.visitor();

        var documents = List.of(
                file(both, 2),
                file(both, 3),
                file(OPTED_OUT_AHEAD.visitor(), 2),
                file(OLGA.visitor(), 2),
                file(WITHDRAWN.visitor(), 3));

        var schema = given().get("/schemas/receipt-2.json");
        assertThat(schema.contentType()).startsWith("application/json");
        assertThat(documents)
                .allSatisfy(document -> assertThat(Schemas.faults(schema.asString(), document))
                        .as(document)
                        .isEmpty());
        assertThat(Schemas.faults(schema.asString(), documents.get(0).replace("\"OPTED_OUT\"", "\"MAYBE\"")))
                .as("the validation detects violations")
                .isNotEmpty();
        assertThat(Schemas.faults(schema.asString(), documents.get(0).replace("\"actor\"", "\"actress\"")))
                .hasSizeGreaterThan(1);
    }

    @Test
    void usesTheDataPrivacyVocabulary() {
        var visitor = OPTED_IN_AGAIN.visitor();

        var out = json(visitor, 2);
        assertThat(out.getString("'@context'.dpv")).isEqualTo("https://w3id.org/dpv#");
        assertThat(out.getString("type")).isEqualTo("dpv:RightExerciseRecord");
        assertThat(out.getString("right")).isEqualTo("eu-gdpr:A21");
        assertThat(out.getList("process.involvement"))
                .containsExactly("dpv:OptingOutFromProcess", "dpv:ObjectingToProcess");
        assertThat(out.getString("process.processing")).isEqualTo("ai:ModelTraining");
        assertThat(out.getString("dataSubject")).isEqualTo("urn:uuid:" + OPTED_IN_AGAIN.id());
        var in = json(visitor, 3);
        assertThat(in.getString("type")).isEqualTo("dpv:RecordsOfActivities");
        assertThat(in.<Object>get("right")).isNull();
        assertThat(in.getList("process.involvement")).containsExactly("dpv:OptingInToProcess");
    }

    @Test
    void theFileIsNotCached() {
        var visitor = OPTED_OUT.visitor();

        var file = visitor.get("/settings/receipts/2.json");

        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"receipt-2.json\"");
        assertThat(file.header("Cache-Control")).isEqualTo("no-store");
    }

    /** Verifies as docs/receipts.md describes for auditors. */
    @Test
    void theFileCanBeVerifiedWithTheKeyAlone() throws GeneralSecurityException {
        var visitor = OPTED_IN_AGAIN.visitor();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(chainKey), "HmacSHA256"));

        var receipt = json(visitor, 3);

        var hashed = receipt.getString("proof.hashedText");
        assertThat(HexFormat.of().formatHex(mac.doFinal(hashed.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(receipt.getString("proof.hash"));
        assertThat(hashed)
                .contains("account 36 " + OPTED_IN_AGAIN.id(), "kind 8 OPTED_IN")
                .endsWith("previous_hash 64 " + json(visitor, 2).getString("proof.hash"));
        assertThat(receipt.getBoolean("proof.whole")).isTrue();
    }

    @Test
    void isSealedInThePublicLogAndVerifiesWithoutTheService(@TempDir Path directory) throws IOException {
        var visitor = OPTED_OUT.visitor();
        var receipt = sealed(visitor, 2);

        var json = JsonPath.from(receipt);
        assertThat(json.getString("proof.encoding")).startsWith(json.getString("proof.hashedText"));
        assertThat(Visitor.html(visitor.get("/settings/receipts/2"))
                        .select("#sealed")
                        .text())
                .startsWith("Sealed in the public log as entry %,d.".formatted(json.getLong("proof.sealed.index")));
        assertThat(Visitor.html(visitor.get("/settings/history"))
                        .select("#entry-2")
                        .text())
                .contains("Sealed in the public log as entry %,d".formatted(json.getLong("proof.sealed.index")));
        assertThat(verify(directory, receipt)).contains("0: ").contains("kind: OPTED_OUT");
        assertThat(verify(directory, receipt.replace("OPTED_OUT", "OPTED_IN")))
                .startsWith("1: ")
                .contains("DOES NOT HOLD");
    }

    @Test
    void reportsAChangeWithTheKeysOfTheChain() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);
        visitor.press("le-chat", Map.of());
        sealed(visitor, 2);
        assertThat(check(visitor)).contains("your history is unchanged");

        Forgery.rewrite(UUID.fromString(person.id()), 2, "language = 'fr'", chainKey);

        assertThat(check(visitor)).contains("your history is not what was recorded");
        assertThat(Visitor.html(visitor.get("/settings/receipts/2")).select("#sealed"))
                .isEmpty();
    }

    @Test
    void aReceiptOfVersion1StaysReadable() throws IOException {
        var receipt = Files.readString(Path.of("src/test/resources/receipts/receipt-1.json"));

        assertThat(Schemas.faults(given().get("/schemas/receipt-1.json").asString(), receipt))
                .isEmpty();
    }

    @Test
    void hasTheFieldsOfTs27560() {
        var receipt = json(OPTED_OUT.visitor(), 2);

        assertThat(receipt.getString("recordId")).isEqualTo("urn:data-controls:record:" + OPTED_OUT.id() + ":2");
        assertThat(receipt.getString("process.legalBasis")).isEqualTo("eu-gdpr:A6-1-f");
        assertThat(receipt.getString("process.control")).endsWith("/settings");
        assertThat(receipt.getString("event.time")).isEqualTo(receipt.getString("happenedAt"));
        assertThat(receipt.getString("event.entity")).isEqualTo(receipt.getString("controller.page"));
        assertThat(receipt.<Object>get("event.consentStatus"))
                .as("an objection is no withdrawn consent")
                .isNull();
    }

    @Test
    void reportsATamperedHistory() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);
        visitor.press("le-chat", Map.of());
        assertThat(check(visitor)).contains("your history is unchanged");

        Tampering.with(
                "update ledger_entry set language = 'fr' where sequence = 2 and account = '" + person.id() + "'");

        assertThat(check(visitor)).contains("your history is not what was recorded");
        assertThat(json(visitor, 2).getBoolean("proof.whole")).isFalse();
    }

    @Test
    void statesThatTheTextsOfAnImportedChoiceWereNotRecorded() {
        var page = Visitor.html(OLGA.visitor().get("/settings/receipts/2"));

        assertThat(page.select("blockquote")).isEmpty();
        assertThat(page.select("main").text())
                .contains("The exact words that you were shown were not recorded with this choice.")
                .contains("From earlier records: account settings before this site");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "3", "-1", "2x", "x", "2.xml", "99999999999999999999", "9223372036854775807"})
    void onlyChoicesHaveReceipts(String id) {
        var visitor = OPTED_OUT.visitor();

        assertThat(visitor.get("/settings/receipts/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void linksFromTheSavedChoiceToTheReceiptAndToTheHistory() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        var saved = Visitor.html(visitor.follow(visitor.press("le-chat", Map.of())));

        var receipt = Visitor.html(visitor.get(saved.select("#le-chat-status a").attr("href")));

        var there = receipt.select("a[href*=entry]").attr("href");
        assertThat(there).isEqualTo("/settings/history?entry=2#entry-2");
        assertThat(Visitor.html(visitor.get(there.split("#")[0]))
                        .select(".arrived")
                        .attr("id"))
                .isEqualTo("entry-2");
    }

    /** Downloads a receipt until its entry is sealed. */
    private static String sealed(Visitor visitor, int id) {
        var receipt = file(visitor, id);
        while (!receipt.contains("tlogProof")) {
            receipt = file(visitor, id);
        }
        return receipt;
    }

    private static String verify(Path directory, String receipt) throws IOException {
        var file = Files.writeString(directory.resolve("receipt.json"), receipt);
        var key = given().get("/.well-known/data-controls-log").jsonPath().getString("keys[0]");
        var out = new ByteArrayOutputStream();
        var result =
                Verify.run(List.of("--key", key, file.toString()), new PrintStream(out, true, StandardCharsets.UTF_8));
        return result + ": " + out.toString(StandardCharsets.UTF_8);
    }

    private static String check(Visitor visitor) {
        return Visitor.html(visitor.get("/settings/receipts/2"))
                .select("#check")
                .text();
    }

    private static JsonPath json(Visitor visitor, int id) {
        return JsonPath.from(file(visitor, id));
    }

    private static String file(Visitor visitor, int id) {
        return visitor.get("/settings/receipts/" + id + ".json").asString();
    }
}
