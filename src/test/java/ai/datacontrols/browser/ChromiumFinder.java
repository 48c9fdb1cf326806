package ai.datacontrols.browser;

import ai.datacontrols.parts.SystemPackages;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds Chromium: the configured one, one on the path or Playwright's download; otherwise installs one. */
final class ChromiumFinder {

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    /** The same engine without the user interface, which takes half of the CPU time. */
    private static final String HEADLESS_SHELL = "chromium-headless-shell";

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Path downloaded;
    private final List<String> names;

    private ChromiumFinder(Path downloaded, List<String> names) {
        this.downloaded = downloaded;
        this.names = names;
    }

    /**
     * Finds the headless shell if it is installed, else a browser.
     *
     * @param downloaded the directory of Playwright's downloads, which may not exist
     */
    static ChromiumFinder ofAny(Path downloaded) {
        return new ChromiumFinder(
                downloaded,
                Stream.concat(Stream.of(HEADLESS_SHELL), BROWSERS.stream()).toList());
    }

    /** Finds a full browser, with features such as the back/forward cache. */
    static ChromiumFinder ofBrowser(Path downloaded) {
        return new ChromiumFinder(downloaded, BROWSERS);
    }

    /**
     * Returns an executable that runs.
     *
     * @throws IllegalStateException if there is none; its single line says what to install
     */
    Path find() {
        return configured()
                .or(this::onPath)
                .or(this::inCache)
                .or(() -> ChromiumInstaller.byApt() ? onPath() : Optional.empty())
                .or(() -> ChromiumInstaller.byPlaywright() ? inCache() : Optional.empty())
                .orElseThrow(() -> new IllegalStateException(
                        "No Chromium: install the package 'chromium' (Debian/Ubuntu: apt-get install chromium) or point"
                                + " -Dchromium=/path/to/chromium at one; what was tried is in "
                                + SystemPackages.LOG));
    }

    private static Optional<Path> configured() {
        Optional<Path> configured = Stream.of(System.getProperty("chromium"), System.getenv("CHROMIUM"))
                .filter(value -> value != null && !value.isBlank())
                .map(Path::of)
                .findFirst();
        if (configured.isPresent() && !runs(configured.get())) {
            throw new IllegalStateException("No Chromium at " + configured.get()
                    + ": point -Dchromium or CHROMIUM at one that runs, or leave it unset to have one found");
        }
        return configured;
    }

    private Optional<Path> onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator + "/usr/bin";
        return names.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, name)))
                .filter(ChromiumFinder::runs)
                .findFirst();
    }

    private Optional<Path> inCache() {
        return Optional.of(downloaded).filter(ChromiumFinder::runs);
    }

    /** An existing file is not enough: Ubuntu has a stub that requires snap, and a download may lack libraries. */
    private static boolean runs(Path executable) {
        return Files.isRegularFile(executable)
                && Files.isExecutable(executable)
                && SystemPackages.run(ANSWER, executable.toString(), "--version");
    }
}
