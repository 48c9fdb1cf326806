package ai.datacontrols.browser;

import static ai.datacontrols.browser.Browsing.dark;
import static ai.datacontrols.browser.Browsing.forcedColors;
import static ai.datacontrols.browser.Browsing.locale;
import static ai.datacontrols.browser.Browsing.noJavaScript;
import static ai.datacontrols.browser.Browsing.reducedMotion;
import static ai.datacontrols.browser.Browsing.timeZone;
import static ai.datacontrols.browser.Browsing.width;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Checks that the browser tests detect faults: every fault here is planted. */
@Timeout(60)
class BrowsingTest {

    private static final String PAGE = """
            <!doctype html><html lang="en"><head><title>Page</title><meta name="viewport" content="width=device-width">
            <link rel="stylesheet" href="/style.css"></head>
            <body><main><h1>Page</h1>%s</main></body></html>""";
    private static final Map<String, String> PAGES = Map.of(
            "/clean", "<p>All is well.</p><noscript><p>No scripts.</p></noscript>",
            "/faulty", "<p style='color:#bbb'>Faint</p><input type='text'><button>a</button><style></style>",
            "/small", "<button style='all:unset;width:9px'>a</button><button style='all:unset;width:9px'>b</button>",
            "/moving", "<p style='transition: color 1s'>Moves</p>",
            "/wide", "<p style='width: 200vw'>Wide</p>",
            "/noisy", "<script>console.error('oh'); setTimeout(() => { throw new Error('ah') })</script>",
            "/missing", "<img alt='none' src='/nothing.png'>",
            "/abroad", "<img alt='none' src='http://elsewhere.example/pixel.png'>");
    private static final String STYLE = "p { color: black } ".repeat(500);

    private static HttpServer server;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @BeforeAll
    static void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", BrowsingTest::answer);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void reportsNothingOnACleanPage() {
        Visit visit = browsing.visit();
        visit.open(url("/clean"));
        visit.axe();
        assertThat(visit.faults()).isEmpty();
    }

    @Test
    void axeReportsFaultsWithAndWithoutJavaScript() {
        for (Visit visit : new Visit[] {browsing.visit(), browsing.visit(noJavaScript())}) {
            visit.open(url("/faulty"));
            assertThatThrownBy(visit::axe)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("color-contrast (serious)")
                    .hasMessageContaining("label (critical)");
            visit.open(url("/small"));
            assertThatThrownBy(visit::axe).hasMessageContaining("target-size");
        }
    }

    @Test
    void scriptsStayDisabledAfterAxe() {
        Visit visit = browsing.visit(noJavaScript());
        visit.open(url("/clean"));
        visit.axe();
        assertThat(visit.page().innerText("main")).contains("No scripts.");
        visit.open(url("/noisy"));
        assertThat(visit.faults()).isEmpty();
    }

    @Test
    void collectsFaults() {
        Visit visit = browsing.visit();
        visit.open(url("/noisy"));
        visit.page().waitForCondition(() -> visit.faults().toString().contains("error in a script: "));
        visit.open(url("/missing"));
        visit.open(url("/abroad"));
        assertThat(visit.faults().toString())
                .contains("console: oh", "error in a script: ", "ah", "status 404", "/nothing.png")
                .contains("another host: http://elsewhere.example/pixel.png")
                .contains("request failed: http://elsewhere.example/pixel.png net::ERR_NAME_NOT_RESOLVED");
        visit.faults().clear();
    }

    @Test
    void aVisitHasItsBrowserSettings() {
        Visit visit = browsing.visit(
                locale("fr"), timeZone("Asia/Tokyo"), width(320), dark(), forcedColors(), reducedMotion());
        visit.open(url("/clean"));
        assertThat(visit.page().evaluate("navigator.language")).isEqualTo("fr");
        assertThat(visit.page().evaluate("new Date(0).toLocaleString('fr', {month: 'long', hour: 'numeric'})"))
                .asString()
                .contains("janvier", "09");
        assertThat(visit.page().evaluate("innerWidth")).isEqualTo(320);
        for (String query : new String[] {"prefers-color-scheme: dark", "forced-colors", "prefers-reduced-motion"}) {
            assertThat(visit.page().evaluate("matchMedia('(" + query + ")').matches"))
                    .as(query)
                    .isEqualTo(true);
        }
    }

    @Test
    void weighsAPageAsIfItWereTheFirst() {
        Visit visit = browsing.visit();
        Weight first = visit.weigh(url("/clean"));
        int bodies = STYLE.length() + PAGE.length();
        assertThat(first.requests()).isEqualTo(2);
        assertThat(first.bytes()).isBetween(bodies + 100L, bodies + 800L);
        Weight second = visit.weigh(url("/clean"));
        assertThat(second.requests()).isEqualTo(first.requests());
        assertThat(second.bytes()).isEqualTo(first.bytes());
        Weight redirected = visit.weigh(url("/moved"));
        assertThat(redirected.requests()).isEqualTo(3);
        assertThat(redirected.bytes()).isGreaterThan(first.bytes() + 50);
        assertThatThrownBy(() -> first.assertAtMost(4, 5_000)).hasMessageContaining("/style.css: ");
        first.assertAtMost(2, 30_000);
    }

    @Test
    void cachedResponsesHaveNoWeight() {
        Visit visit = browsing.visit();
        visit.weigh(url("/clean")).assertAtMost(2, 30_000);
        Weight again = visit.weighAgain(url("/clean"));
        assertThat(again.requests()).isLessThan(2);
        assertThat(again.bytes()).isLessThan(PAGE.length() + 800L);
    }

    @Test
    void detectsMotionAndSidewaysScrolling() {
        Visit visit = browsing.visit();
        visit.open(url("/clean"));
        assertThat(visit.moving()).isEmpty();
        assertThat(visit.isWiderThanItsWindow()).isFalse();
        visit.open(url("/moving"));
        assertThat(visit.moving()).singleElement().asString().contains("transition");
        visit.open(url("/wide"));
        assertThat(visit.isWiderThanItsWindow()).isTrue();
    }

    @Test
    void detectsWhereTheTabKeyFails() {
        Visit visit = browsing.visit();
        Map.of(
                        "<a href='#'>one</a> <button>two</button>", "",
                        "<a href='#'>one</a> <a href='#' style='outline: none'>two</a>",
                                "looks focused or not the same",
                        "<a href='#' style='outline: 3px solid #eee'>one</a>", "looks focused or not the same",
                        "<style>:focus { outline: 3px solid #eee }</style><a href='#'>one</a>", "has a contrast of 1",
                        "<a href='#' style='position: absolute; left: -99px'>one</a>", "hidden by the edge",
                        "<a href='#'>one</a> <a href='#' tabindex='1'>two</a>", "instead of <a href=\"#\"",
                        "<button onkeydown='event.preventDefault()'>one</button> <button>two</button>", "instead of")
                .forEach((body, fault) -> {
                    visit.page().setContent(PAGE.formatted(body));
                    var faults = visit.faultsOfTabbing();
                    if (fault.isEmpty()) {
                        assertThat(faults).as(body).isEmpty();
                    } else {
                        assertThat(faults).as(body).first().asString().contains(fault);
                    }
                });
        visit.faults().clear();
    }

    private static String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean style = path.equals("/style.css");
        boolean moved = path.equals("/moved");
        String body = style ? STYLE : moved ? "" : PAGE.formatted(PAGES.getOrDefault(path, "Not here"));
        exchange.getResponseHeaders().set("Content-Type", (style ? "text/css" : "text/html") + ";charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "max-age=600");
        exchange.getResponseHeaders().set("Location", "/clean");
        if (path.equals("/clean")) {
            exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; style-src 'self'");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int status = style || PAGES.containsKey(path) ? 200 : moved ? 302 : 404;
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
