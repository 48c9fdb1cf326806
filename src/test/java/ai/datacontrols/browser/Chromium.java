package ai.datacontrols.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A running Chromium without a window. It is found or fetched, never skipped, and reaches this machine only. */
public final class Chromium implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-domain-reliability",
            "--disable-sync",
            "--disable-quic",
            "--no-first-run",
            "--no-proxy-server",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost,"
                    + " EXCLUDE 127.0.0.1, EXCLUDE [::1]");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts one; the caller closes it, on the same thread. */
    public static Chromium start() {
        return start(ChromiumFinder::ofAny, List.of());
    }

    /** Starts one that keeps pages for the back button, as people's browsers do. Playwright switches that off. */
    public static Chromium startWithBackForwardCache() {
        return start(ChromiumFinder::ofBrowser, List.of("--disable-back-forward-cache"));
    }

    private static Chromium start(Function<Path, ChromiumFinder> finder, List<String> withoutFlags) {
        // Without this setting, Playwright downloads three browsers before it answers.
        Map<String, String> env = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(env));
        try {
            Path executable = finder.apply(Path.of(playwright.chromium().executablePath()))
                    .find();
            return new Chromium(
                    playwright, playwright.chromium().launch(options(executable).setIgnoreDefaultArgs(withoutFlags)));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** No sandbox: it can't be had by root or in most containers, and only our own pages are opened. */
    private static BrowserType.LaunchOptions options(Path executable) {
        return new BrowserType.LaunchOptions()
                .setExecutablePath(executable)
                .setHeadless(true)
                .setChromiumSandbox(false)
                .setArgs(FLAGS);
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
