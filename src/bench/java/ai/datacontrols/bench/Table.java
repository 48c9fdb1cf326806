package ai.datacontrols.bench;

import ai.datacontrols.bench.Rounds.Ratio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The results, as the tables of {@code docs/benchmarks.md}. Written after each row, so that an aborted run leaves its
 * results.
 */
final class Table {

    private static final Path FILE = Path.of("target", "figures", "bench.md");
    private static final String HEAD = """
            | what | ours | beside | ratio | between | at least | aim | CPU of others |
            |---|---|---|---|---|---|---|---|
            """;

    private final String title;
    private final List<String> lines = new ArrayList<>();

    Table(Options options) {
        title = "%d rounds of %d s, %d callers, %d people; JDK %s, %d processors\n\n"
                .formatted(
                        options.rounds(),
                        options.period().toSeconds(),
                        options.connections(),
                        options.people(),
                        System.getProperty("java.version"),
                        Runtime.getRuntime().availableProcessors());
    }

    /** Adds a rate and its ratio to another. */
    void add(String what, Rounds rounds, String ours, String by, double atLeast, double aim) throws IOException {
        Ratio ratio = rounds.ratio(ours, by);
        line("| %s | %,.0f/s | %s: %,.0f/s | **%.2f** | %.2f–%.2f | %s | %s | %.0f %% |"
                .formatted(
                        what,
                        rounds.rate(ours),
                        by,
                        rounds.rate(by),
                        ratio.median(),
                        ratio.least(),
                        ratio.most(),
                        bound(atLeast),
                        bound(aim),
                        rounds.takenByOthers() * 100));
    }

    /** Adds a result that isn't a rate. */
    void add(String what, String found, String atLeast, String aim) throws IOException {
        line("| %s | %s |  |  |  | %s | %s |  |".formatted(what, found, atLeast, aim));
    }

    private static String bound(double ratio) {
        return ratio == 0 ? "" : String.format(Locale.ROOT, "%.2f", ratio);
    }

    private void line(String line) throws IOException {
        lines.add(line);
        System.out.println(line);
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, title + HEAD + String.join("\n", lines) + "\n");
    }
}
