package ai.datacontrols.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.ledger.chain.LongHistories;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.RawConnection;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Token;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Data exports are streamed. */
@QuarkusTest
class ExportStreamTest {

    private static final String REASON = "{\"reason\": \"access request 2026-18\"}";

    @Inject
    LongHistories longHistories;

    @Inject
    MeterRegistry metrics;

    private final UUID account = UUID.randomUUID();

    @Test
    void abortsADownloadThatTheClientDoesNotReadAndServesOthers() throws Exception {
        longHistories.ofChoices(account, 20_000);
        var ended = ended("idle");
        try (var silent = request();
                var another = request()) {
            await().until(() -> active() == 2);
            assertThat(Api.problem(
                            Api.json("access-desk", REASON).post("/accounts/{account}/record", account),
                            429,
                            "too-many-at-once"))
                    .isEqualTo("a client may have 2 exports at the same time");
            assertThat(given().get("/").statusCode()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(30)).until(() -> active() == 0);
            assertThat(ended("idle")).isEqualTo(ended + 2);
            for (var connection : List.of(silent, another)) {
                assertThat(connection.status()).contains("200");
                assertThatThrownBy(() -> readAll(connection)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void abortsADownloadThatFailsAfterTheResponseHasBegun() throws Exception {
        longHistories.ofChoices(account, 3_000);
        Tampering.with("update ledger_entry set chain_key = 9 where sequence = 2500 and account = '" + account + "'");

        try (var download = request()) {
            assertThat(download.status()).contains("200");
            assertThatThrownBy(() -> readAll(download)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void respondsWithAProblemIfItFailsBeforeTheResponseHasBegun() throws Exception {
        longHistories.ofChoices(account, 3);
        Tampering.with("update ledger_entry set chain_key = 9 where sequence = 2 and account = '" + account + "'");

        try (var download = request()) {
            assertThat(download.status()).contains("500");
        }
    }

    @Test
    void showsAPageWhenTooManyDownloadsAreInProgress() throws Exception {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);
        // replaces the sign-in's entries by a long history
        longHistories.ofChoices(account, 20_000);
        Tampering.with(
                "delete from ledger_entry where account = '" + person.id() + "'",
                "update ledger_entry set account = '" + person.id() + "' where account = '" + account + "'");
        var downloads = new ArrayList<RawConnection>();
        try {
            for (var n = 0; n < 2; n++) {
                var download = new RawConnection(Duration.ofSeconds(30));
                downloads.add(download);
                download.getWithCookies("/settings/record.json", visitor.cookieHeader());
            }
            await().until(() -> active() == 2);
            Map.of(
                            "en", "Too many downloads at once",
                            "fr", "Trop de téléchargements en même temps",
                            "de", "Zu viele Downloads gleichzeitig",
                            "es", "Demasiadas descargas a la vez",
                            "it", "Troppi download contemporaneamente")
                    .forEach((language, title) -> {
                        var refused = visitor.copy(language).get("/settings/record.json");
                        assertThat(refused.statusCode()).isEqualTo(429);
                        assertThat(Visitor.html(refused).select("h1").text()).isEqualTo(title);
                    });
        } finally {
            for (var download : downloads) {
                download.close();
            }
        }
        await().until(() -> active() == 0);
    }

    private RawConnection request() throws IOException {
        var connection = new RawConnection(Duration.ofSeconds(30));
        connection.document(
                "/api/v1/accounts/" + account + "/record", Token.of("access-desk"), REASON.length(), REASON);
        return connection;
    }

    private static void readAll(RawConnection connection) throws IOException {
        while (connection.line() != null) {
            // reads to the end
        }
    }

    private double active() {
        return metrics.get("data.controls.streams.active")
                .tag("kind", "export")
                .gauge()
                .value();
    }

    private double ended(String reason) {
        return metrics
                .find("data.controls.streams.ended")
                .tag("kind", "export")
                .tag("reason", reason)
                .counters()
                .stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
