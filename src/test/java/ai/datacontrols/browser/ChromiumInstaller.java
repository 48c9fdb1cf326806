package ai.datacontrols.browser;

import com.microsoft.playwright.CLI;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Fetches a Chromium, within a bounded time. What the commands say is kept in {@link #LOG}. */
final class ChromiumInstaller {

    static final Path LOG = Path.of("target", "chromium-install.log");

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private ChromiumInstaller() {}

    /** With the system's packages, as root or by sudo without a password. */
    static boolean byApt() {
        if (!Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            return false;
        }
        announce("the package chromium");
        apt("update"); // a stale list may still do
        return apt("install", "-y", "--no-install-recommends", "chromium", "fonts-liberation");
    }

    /** With Playwright's own download. A process of its own, since its CLI ends the JVM. */
    static boolean byPlaywright() {
        announce("Playwright's download");
        // With the libraries it needs, where that can be done.
        return ROOT && cli("install", "--with-deps", "chromium") || cli("install", "chromium");
    }

    private static boolean cli(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path"), CLI.class.getName()));
        command.addAll(List.of(arguments));
        return run(LONGEST, command.toArray(String[]::new));
    }

    private static boolean apt(String... arguments) {
        List<String> command = new ArrayList<>(ROOT ? List.of() : List.of("sudo", "-n"));
        // timeout runs with the rights of apt-get, so it can end what this JVM may not.
        command.addAll(List.of("timeout", Long.toString(LONGEST.toSeconds()), "env", "DEBIAN_FRONTEND=noninteractive"));
        command.addAll(List.of("apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"));
        command.addAll(List.of(arguments));
        return run(LONGEST.plusSeconds(10), command.toArray(String[]::new));
    }

    private static void announce(String what) {
        System.out.println("No Chromium found, trying " + what + " (details in " + LOG + ")");
    }

    /** Whether the command ended well, and in time. */
    static boolean run(Duration longest, String... command) {
        try {
            File log = Files.createDirectories(LOG.getParent())
                    .resolve(LOG.getFileName())
                    .toFile();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
            process.getOutputStream().close(); // nobody answers questions
            if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
