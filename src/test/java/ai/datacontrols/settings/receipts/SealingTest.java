package ai.datacontrols.settings.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Receipt and history say that an entry is sealed once it is, and before when it will be. */
@QuarkusTest
class SealingTest {

    /** The lock of the sequencer. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('transparency log', 0))";

    /**
     * The words of one language.
     *
     * @param soon when an entry will be sealed, on the receipt and in the history
     * @param sealed where an entry is sealed, before its number
     */
    private record Words(String language, String soon, String sealed) {}

    private static final List<Words> WORDS = List.of(
            new Words("en", "usually takes a few seconds", "Sealed in the public log as entry "),
            new Words("fr", "prend en général quelques secondes", "Scellé dans le registre public, entrée "),
            new Words("es", "uele tardar unos segundos", "Sellada en el registro público como entrada "),
            new Words("de", "as dauert meist einige Sekunden", "Im öffentlichen Protokoll versiegelt als Eintrag "),
            new Words("it", "i solito bastano pochi secondi", "Sigillata nel registro pubblico come voce "));

    @Test
    void saysInEachLanguageWhenAnEntryIsSealedAndWhenItWillBe() throws SQLException {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        try (var connection = DriverManager.getConnection(TestServices.ownerJdbcUrl());
                var sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute(LOCK);
            visitor.press("le-chat", Map.of());
            for (Words words : WORDS) {
                assertThat(receipt(visitor, words)).contains(words.soon).doesNotContain(words.sealed);
                assertThat(history(visitor, words)).contains(words.soon).doesNotContain(words.sealed);
            }
            connection.rollback();
        }

        var index = await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> JsonPath.from(
                                        visitor.get("/settings/receipts/2.json").asString())
                                .<Integer>get("proof.sealed.index"),
                        it -> it != null);

        for (Words words : WORDS) {
            assertThat(number(receipt(visitor, words), words.sealed)).isEqualTo(index);
            assertThat(number(history(visitor, words), words.sealed)).isEqualTo(index);
            assertThat(receipt(visitor, words) + history(visitor, words)).doesNotContain(words.soon);
        }
    }

    private static String receipt(Visitor visitor, Words words) {
        return Visitor.html(visitor.get("/settings/receipts/2?language=" + words.language))
                .select("#sealed")
                .text();
    }

    private static String history(Visitor visitor, Words words) {
        return Visitor.html(visitor.get("/settings/history?language=" + words.language))
                .select("#entry-2")
                .text();
    }

    /** Returns the number behind these words; large ones have separators. */
    private static int number(String text, String words) {
        var number = Pattern.compile(Pattern.quote(words) + "([\\d.,\\u00a0\\u202f]+)")
                .matcher(text);
        assertThat(number.find()).as(text).isTrue();
        return Integer.parseInt(number.group(1).replaceAll("\\D", ""));
    }
}
