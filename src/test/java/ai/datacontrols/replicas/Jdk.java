package ai.datacontrols.replicas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param home its folder
 * @param feature its feature version, such as 25
 */
record Jdk(Path home, int feature) {

    /** The feature version of the image's JDK. */
    static final int OF_THE_IMAGE = 25;

    /** Returns an installed JDK of the image's version, or the one that runs the tests. */
    static Jdk likeTheImage() {
        return Stream.concat(Stream.ofNullable(System.getenv("JAVA_HOME")).map(Path::of), installed())
                .map(Jdk::at)
                .filter(Objects::nonNull)
                .filter(jdk -> jdk.feature >= OF_THE_IMAGE)
                .findFirst()
                .orElseGet(() -> new Jdk(
                        Path.of(System.getProperty("java.home")),
                        Runtime.version().feature()));
    }

    boolean isLikeTheImage() {
        return feature >= OF_THE_IMAGE;
    }

    String java() {
        return home.resolve("bin").resolve("java").toString();
    }

    private static Stream<Path> installed() {
        try (var folders = Files.list(Path.of("/usr/lib/jvm"))) {
            return folders.sorted().toList().stream();
        } catch (IOException notHere) {
            return Stream.empty();
        }
    }

    /** Reads the version from the file {@code release}; returns null if there is no such file. */
    private static Jdk at(Path home) {
        var release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return null;
        }
        var said = new Properties();
        try (var text = Files.newBufferedReader(release)) {
            said.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var version = said.getProperty("JAVA_VERSION", "1").replace("\"", "");
        return new Jdk(home, Runtime.Version.parse(version).feature());
    }
}
