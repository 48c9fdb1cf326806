package ai.datacontrols.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One person's browser with a page, and all that went wrong in it. */
public final class Visit implements AutoCloseable {

    private final BrowserContext context;
    private final Set<String> allowed;
    private final List<String> faults = new ArrayList<>();
    private final Page page;

    Visit(BrowserContext context, Set<String> allowed) {
        this.context = context;
        this.allowed = allowed;
        context.onRequest(this::request);
        context.onResponse(this::response);
        context.onRequestFailed(this::failed);
        context.onConsoleMessage(this::console);
        context.onWebError(error -> faults.add("error in a script: " + error.error()));
        page = context.newPage();
    }

    public Page page() {
        return page;
    }

    public Page open(String url) {
        page.navigate(url);
        return page;
    }

    /**
     * Console errors, script errors, failed requests, and requests to hosts that aren't allowed, so far. Remove those
     * that a test expects. The status of a page itself is for the test to judge.
     */
    public List<String> faults() {
        context.cookies(); // events are delivered while waiting for an answer
        return faults;
    }

    /** Fails if axe-core finds anything. */
    public void axe() {
        Axe.check(page);
    }

    /** What it takes to load a page with an empty cache. */
    public Weight weigh(String url) {
        return weigh(() -> page.navigate(url));
    }

    /** What it takes to do something with an empty cache. */
    public Weight weigh(Runnable load) {
        return Weight.of(page, load);
    }

    @Override
    public void close() {
        context.close();
    }

    private void request(Request request) {
        URI url = URI.create(request.url().replaceFirst("[?#].*", ""));
        if (url.getHost() != null && !allowed.contains(url.getHost()) && !allowed.contains(url.getAuthority())) {
            faults.add("request to another host: " + request.url());
        }
    }

    private void response(Response response) {
        if (response.status() >= 400 && !response.request().isNavigationRequest()) {
            faults.add("status " + response.status() + ": " + response.url());
        }
    }

    private void failed(Request request) {
        // A navigation that fails throws by itself; it also "fails" when it turns out to be a download.
        if (!request.isNavigationRequest()) {
            faults.add("request failed: " + request.url() + " " + request.failure());
        }
    }

    private void console(ConsoleMessage message) {
        // Failed loads are noted above, with better words.
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            faults.add("console: " + message.text() + " (" + message.location() + ")");
        }
    }
}
