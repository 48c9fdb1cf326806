package ai.datacontrols.documents;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.browser.Visit;
import ai.datacontrols.demo.People;
import ai.datacontrols.ledger.InitialImport;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Token;
import ai.datacontrols.web.error.ErrorKind;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The examples in docs/api.md produce the documented responses. */
@QuarkusTest
class ApiDocumentTest {

    private static final Set<ErrorKind> ONLY_ON_PAGES = EnumSet.of(ErrorKind.MISDIRECTED_REQUEST);

    private static final String CHAT = "https://chat.example.com/";
    private static final Pattern ROW = Pattern.compile("\\| (`[a-z`, -]+`) \\| ([0-9, ]+) \\|.*");

    @Inject
    InitialImport initialImport;

    @TempDir
    Path folder;

    @RegisterExtension
    final Browsing browsing = new Browsing("chat.example.com", "localhost");

    private final Document document = Document.read("api.md");

    @BeforeEach
    void reopenTheImport() {
        Tampering.with("update first_load set completed_at = null");
    }

    @AfterEach
    void completeTheImport() {
        initialImport.complete();
    }

    @Test
    void everyExampleGetsTheDocumentedResponse() {
        var commands = document.of("sh");
        var answers = new Answers(commands.stream().map(Block::text).collect(joining()));
        try (var shell = new Shell(folder)) {
            for (Block block : commands) {
                var shown = document.after(block)
                        .filter(next -> next.isIn("json"))
                        .map(next -> here(next.text()))
                        .orElse("");
                assertThat(answers.constant(shell.type(block.text())))
                        .as("line %d of api.md", block.line())
                        .isEqualTo(answers.constant(shown));
            }
        }
        assertThat(document.of("json"))
                .hasSizeGreaterThan(10)
                .allMatch(answer -> document.before(answer)
                        .filter(block -> block.isIn("sh"))
                        .isPresent());
    }

    @Test
    void theMenuShowsTheStateOfThePerson() {
        initialImport.complete();
        var olga = new Account(People.OLGA.id().toString(), People.OLGA.username(), People.PASSWORD);
        // the application is on a loopback address, which pages of public sites may not reach without this permission
        var visit = browsing.visit(options -> options.setPermissions(List.of("local-network-access")));
        var page = open(CHAT, "<!doctype html><title>Chat</title><link rel=icon href='data:,'><a>menu</a>", visit);

        page.evaluate(
                "async token => { const link = document.querySelector('a');\n"
                        + here(document.of("js").get(0).text()) + "}",
                Token.of(olga));

        assertThat(page.locator("a").textContent()).isEqualTo("Training: off");
        assertThat(page.locator("a").getAttribute("href"))
                .isEqualTo(here("http://localhost:8080/settings?product=le-chat&from=le-chat"));
    }

    @Test
    void everyProblemDocumentsWhatToDo() {
        var known = Arrays.stream(ErrorKind.values())
                .filter(kind -> !ONLY_ON_PAGES.contains(kind))
                .collect(groupingBy(
                        kind -> kind.type().replace("urn:data-controls:problem:", ""),
                        mapping(kind -> Integer.toString(kind.status()), toSet())));

        var told = document.lines().stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .flatMap(row -> Arrays.stream(row.group(1).replace("`", "").split(", "))
                        .map(type -> List.of(type, row.group(2))))
                .toList();

        assertThat(told).extracting(row -> row.get(0)).containsExactlyInAnyOrderElementsOf(known.keySet());
        assertThat(told).allSatisfy(row -> assertThat(row.get(1).split(", ")).containsAll(known.get(row.get(0))));
    }

    /**
     * Serves a page at a public address by CDP: with routing, Playwright would respond to the CORS preflight itself.
     */
    private static Page open(String address, String html, Visit visit) {
        var cdp = visit.page().context().newCDPSession(visit.page());
        cdp.on(
                "Fetch.requestPaused",
                paused -> cdp.send(
                        "Fetch.fulfillRequest",
                        json(Map.of(
                                "requestId",
                                paused.get("requestId").getAsString(),
                                "responseCode",
                                200,
                                "body",
                                Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8))))));
        cdp.send("Fetch.enable", json(Map.of("patterns", List.of(Map.of("urlPattern", address)))));
        return visit.open(address);
    }

    private static JsonObject json(Map<String, ?> values) {
        return new Gson().toJsonTree(values).getAsJsonObject();
    }

    private static String here(String text) {
        return text.replace("http://localhost:8080", "http://localhost:" + RestAssured.port);
    }
}
