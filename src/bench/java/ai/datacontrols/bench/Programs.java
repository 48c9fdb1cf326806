package ai.datacontrols.bench;

import ai.datacontrols.parts.SystemPackages;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Debian programs that the benchmarks need, installed if missing. */
final class Programs {

    private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");

    private Programs() {}

    /** Returns the path of wrk, the load generator. */
    static String wrk() {
        return onPath("wrk").or(() -> fetched("wrk", () -> onPath("wrk"))).orElseThrow(() -> missing("wrk"));
    }

    /**
     * Returns the path of a program of the newest PostgreSQL installed, such as {@code pgbench}, so that server and
     * tools match.
     */
    static String postgresql(String name) {
        return newest(name)
                .or(() -> fetched("postgresql", () -> newest(name)))
                .orElseThrow(() -> missing("postgresql"));
    }

    private static Optional<String> newest(String name) {
        if (!Files.isDirectory(POSTGRESQL)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(POSTGRESQL)) {
            return versions.filter(version -> Files.isExecutable(version.resolve("bin/postgres")))
                    .max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .map(version -> version.resolve("bin").resolve(name).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> onPath(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static Optional<String> fetched(String name, java.util.function.Supplier<Optional<String>> found) {
        SystemPackages.install(name);
        return found.get();
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException(
                "No %s: install the package '%s' (Debian/Ubuntu: apt-get install %s); what was tried is in %s"
                        .formatted(name, name, name, SystemPackages.LOG));
    }
}
