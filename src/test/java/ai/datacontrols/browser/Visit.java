package ai.datacontrols.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser context with one page, and all faults observed in it. */
public final class Visit implements AutoCloseable {

    private static final Pattern HOST =
            Pattern.compile("\\w+://(?:[^@/?#]*@)?(?<authority>(?<host>\\[[^]]+]|[^:/?#]+)(?::\\d+)?)");

    private final BrowserContext context;
    private final Set<String> allowed;
    private final List<String> faults = new ArrayList<>();
    private final boolean scripts;
    private final Page page;
    private final CDPSession cdp;

    Visit(BrowserContext context, Set<String> allowed, boolean scripts) {
        this.context = context;
        this.allowed = allowed;
        this.scripts = scripts;
        context.onRequest(this::request);
        context.onResponse(this::response);
        context.onRequestFailed(this::failed);
        context.onConsoleMessage(this::console);
        context.onWebError(error -> faults.add("error in a script: " + error.error()));
        page = context.newPage();
        cdp = context.newCDPSession(page);
        runScripts(scripts);
    }

    public Page page() {
        return page;
    }

    public Page open(String url) {
        page.navigate(url);
        return page;
    }

    /**
     * Returns console errors, script errors, failed requests, and requests to hosts that aren't allowed, so far. Remove
     * those that a test expects. The test checks the status of the page itself.
     */
    public List<String> faults() {
        context.cookies(); // Playwright delivers events while a call waits for a response
        return faults;
    }

    /** Fails if axe-core reports anything. axe is a script: if scripts are disabled, they are enabled while it runs. */
    public void axe() {
        runScripts(true);
        try {
            Axe.check(page);
        } finally {
            runScripts(scripts);
        }
    }

    /** Returns whether the page scrolls sideways. */
    public boolean isWiderThanItsWindow() {
        return (Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth");
    }

    /** Returns the elements that are animated or would be. */
    public List<String> moving() {
        return Motion.in(page);
    }

    /** Returns the faults of keyboard navigation through the page. */
    public List<String> faultsOfTabbing() {
        return Tabbing.faults(page);
    }

    /** Measures loading a page with an empty cache. */
    public Weight weigh(String url) {
        Weight.emptyCache(page);
        return weighAgain(url);
    }

    /** Measures loading a page with a filled cache. */
    public Weight weighAgain(String url) {
        return Weight.of(page, () -> page.navigate(url));
    }

    @Override
    public void close() {
        context.close();
    }

    private void runScripts(boolean run) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("value", !run);
        cdp.send("Emulation.setScriptExecutionDisabled", parameters);
    }

    private void request(Request request) {
        Matcher url = HOST.matcher(request.url());
        if (url.lookingAt() && !allowed.contains(url.group("host")) && !allowed.contains(url.group("authority"))) {
            faults.add("request to another host: " + request.url());
        }
    }

    private void response(Response response) {
        if (response.status() >= 400 && !response.request().isNavigationRequest()) {
            faults.add("status " + response.status() + ": " + response.url());
        }
    }

    private void failed(Request request) {
        // A failed navigation throws by itself; a navigation that becomes a download also "fails".
        if (!request.isNavigationRequest()) {
            faults.add("request failed: " + request.url() + " " + request.failure());
        }
    }

    private void console(ConsoleMessage message) {
        // Failed loads are recorded above, with more detail.
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            faults.add("console: " + message.text() + " (" + message.location() + ")");
        }
    }
}
