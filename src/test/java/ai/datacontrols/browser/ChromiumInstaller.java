package ai.datacontrols.browser;

import ai.datacontrols.parts.SystemPackages;
import com.microsoft.playwright.CLI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Fetches a Chromium, within a bounded time. */
final class ChromiumInstaller {

    private ChromiumInstaller() {}

    /** With the system's packages. Some systems have no package of the headless shell; the browser does as well. */
    static boolean byApt() {
        boolean installed = SystemPackages.install("chromium", "fonts-liberation");
        return SystemPackages.install("chromium-headless-shell") || installed;
    }

    /** With Playwright's own download. A process of its own, since its CLI ends the JVM. */
    static boolean byPlaywright() {
        SystemPackages.announce("Playwright's download of Chromium");
        // With the libraries it needs, where that can be done.
        return SystemPackages.ROOT && cli("install", "--with-deps", "chromium") || cli("install", "chromium");
    }

    private static boolean cli(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path"), CLI.class.getName()));
        command.addAll(List.of(arguments));
        return SystemPackages.run(SystemPackages.LONGEST, command.toArray(String[]::new));
    }
}
