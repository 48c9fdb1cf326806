package ai.datacontrols.browser;

import ai.datacontrols.parts.SystemPackages;
import com.microsoft.playwright.CLI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Installs Chromium within a bounded time. */
final class ChromiumInstaller {

    private ChromiumInstaller() {}

    /** Installs the system's package: the headless shell, or the browser on systems without a package of the shell. */
    static boolean byApt() {
        boolean installed = SystemPackages.install("chromium", "fonts-liberation");
        return SystemPackages.install("chromium-headless-shell") || installed;
    }

    /** Installs Playwright's download, in its own process because the CLI ends the JVM. */
    static boolean byPlaywright() {
        SystemPackages.announce("Playwright's download of Chromium");
        // installs the libraries too if possible
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
