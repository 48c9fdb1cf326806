package ai.datacontrols.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A headless Chromium. It is found or downloaded, never skipped, and can reach this machine only. */
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

    /** Starts Chromium; the caller closes it, on the same thread. */
    public static Chromium start() {
        return start(ChromiumFinder::ofAny, List.of());
    }

    /** Starts Chromium with the back/forward cache, which Playwright disables by default. */
    public static Chromium startWithBackForwardCache() {
        return start(ChromiumFinder::ofBrowser, List.of("--disable-back-forward-cache"));
    }

    private static Chromium start(Function<Path, ChromiumFinder> finder, List<String> withoutFlags) {
        // Without this setting, Playwright downloads three browsers first.
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

    /**
     * Disables the sandbox, which is unavailable to root and in most containers; only pages of this project are opened.
     */
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
