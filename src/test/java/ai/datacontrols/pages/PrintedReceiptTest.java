package ai.datacontrols.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.proof.Checkpoint;
import ai.datacontrols.proof.LogProof;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.Media;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A printed receipt is one sheet of A4 with the proof of its entry, and without the menu. */
@QuarkusTest
class PrintedReceiptTest {

    /** The language with the longest words. */
    private static final String WIDEST = "de";

    /** The log begins after the start of the application. */
    private static final Duration FIRST_SEALING = Duration.ofMinutes(1);

    private static final Pattern SHEET = Pattern.compile("/Type\\s*/Page\\b");

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @ParameterizedTest
    @EnumSource(
            names = {
                "RECEIPT",
                "RECEIPT_OF_OPTING_IN",
                "RECEIPT_IN_ADVANCE",
                "RECEIPT_OF_A_WITHDRAWAL",
                "RECEIPT_FROM_EARLIER_RECORDS"
            })
    void isOneSheetWithItsProof(KnownPage known) {
        await().atMost(FIRST_SEALING).until(() -> file(known).getString("proof.tlogProof") != null);
        var visit = known.reader().visit(browsing, home);
        var page = visit.page();
        for (var language : Boolean.getBoolean("thorough") ? KnownPage.LANGUAGES : new String[] {WIDEST}) {
            page.context().addCookies(List.of(BrowserSession.cookie("language", language, home)));
            known.arrive(visit, home);
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            assertThat(sheets(page)).as(language).isEqualTo(1);
        }
        page.emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("header").isVisible()).isFalse();
        assertThat(page.locator("footer").isVisible()).isFalse();
        await().atMost(FIRST_SEALING).untilAsserted(() -> {
            page.reload();
            var receipt = file(known);
            var checkpoint = Checkpoint.parse(LogProof.parse(receipt.getString("proof.tlogProof"))
                    .checkpoint()
                    .text());
            assertThat(page.locator("#sealed").innerText().replaceAll("(?<=\\d)[.,\\u00a0\\u202f](?=\\d)", ""))
                    .containsPattern("\\b" + receipt.getString("proof.sealed.index") + "\\b");
            assertThat(page.locator("#log-origin").innerText()).isEqualTo(checkpoint.origin());
            assertThat(page.locator("#log-size").innerText().replaceAll("\\D", ""))
                    .isEqualTo(String.valueOf(checkpoint.size()));
            assertThat(page.locator("#log-root").innerText())
                    .isEqualTo(checkpoint.root().toString());
            assertThat(page.locator("main").innerText())
                    .contains("data-controls-verify.jar --key KEY receipt-")
                    .contains(receipt.getString("controller.name"));
        });
    }

    private static JsonPath file(KnownPage known) {
        var path = known.path().replaceFirst("\\?.*", "") + ".json";
        return JsonPath.from(known.reader().visitor("en").get(path).asString());
    }

    private static long sheets(Page page) {
        var pdf = page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true).setPrintBackground(true));
        return SHEET.matcher(new String(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
    }
}
