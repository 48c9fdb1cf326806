package ai.datacontrols.settings.export;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.accesslog.SupportAccess;
import ai.datacontrols.demo.People;
import ai.datacontrols.documents.Schemas;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.proof.store.LogReader;
import ai.datacontrols.proof.verify.Verify;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything stored about a person, as a file. */
@QuarkusTest
class DataExportTest {

    @Inject
    AccessLog accessLog;

    @Inject
    LogReader reader;

    @Test
    void containsEverythingAndConformsToThePublishedSchema() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);
        visitor.press("le-chat", Map.of());
        accessLog.record(
                SupportAccess.account(UUID.randomUUID(), UUID.fromString(person.id()), null, "ticket ABC-1", null), 60);

        var answer = visitor.get("/settings/record.json");

        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"data-controls.json\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.<String>path("profile.email")).isEqualTo(person.username() + "@example.org");
        assertThat(answer.<List<String>>path("entries.kind")).containsExactly("PLAN_STARTED", "OPTED_OUT");
        assertThat(answer.<List<String>>path("looks.reason")).containsExactly("ticket ABC-1");
        assertThat(answer.<String>path("state.find { it.product == 'le-chat' }.choice"))
                .isEqualTo("OPTED_OUT");
        assertThat(answer.<Boolean>path("whole")).isTrue();
        assertThat(visitor.get(answer.<String>path("entries[1].receipt")).statusCode())
                .isEqualTo(200);
        assertThat(faults(answer.asString())).isEmpty();
    }

    @Test
    void containsALongHistoryCompletely() {
        var hugo = SharedPerson.of(People.HUGO).visitor();

        var answer = hugo.get("/settings/record.json");

        assertThat(answer.<List<Integer>>path("entries.sequence"))
                .hasSize(200)
                .isSorted()
                .startsWith(1);
        assertThat(faults(answer.asString())).isEmpty();
    }

    @Test
    void theVerifierProvesAllEntriesOfAnExport(@TempDir Path folder) throws IOException {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);
        visitor.press("le-chat", Map.of());
        while (reader.indexes(UUID.fromString(person.id()), List.of(2L)).isEmpty()) {
            // sealed within a second
        }

        var export = visitor.get("/settings/record.json").asString();

        assertThat(faults(export)).isEmpty();
        var file = Files.writeString(folder.resolve("export.json"), export);
        assertThat(verify(file)).startsWith("0: ").contains("all entries of account " + person.id() + " from 1 to 2");
        Files.writeString(file, export.replace("9 OPTED_OUT", "8 OPTED_IN").replace("OPTED_OUT", "OPTED_IN"));
        assertThat(verify(file)).startsWith("1: ").contains("Entry 2 is not the one that was sealed");
    }

    private static String verify(Path file) {
        var key = given().get("/.well-known/data-controls-log").jsonPath().getString("keys[0]");
        var out = new ByteArrayOutputStream();
        var code =
                Verify.run(List.of("--key", key, file.toString()), new PrintStream(out, true, StandardCharsets.UTF_8));
        return code + ": " + out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void reportsATamperedHistory() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);
        visitor.press("le-chat", Map.of());
        Tampering.with(
                "update ledger_entry set language = 'fr' where sequence = 2 and account = '" + person.id() + "'");

        assertThat(visitor.get("/settings/record.json").<Boolean>path("whole")).isFalse();
    }

    @Test
    void theHistoryLinksToTheExport() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));

        assertThat(Visitor.html(visitor.get("/settings/history"))
                        .select("a[download]")
                        .eachAttr("href"))
                .containsExactly("/settings/record.json");
    }

    private static List<String> faults(String document) {
        return Schemas.faults(given().get("/schemas/record-2.json").asString(), document);
    }
}
