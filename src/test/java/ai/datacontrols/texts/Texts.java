package ai.datacontrols.texts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files with texts, as in the sources. */
final class Texts {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private Texts() {}

    static List<String> languages() {
        return List.of(properties(RESOURCES.resolve("application.properties"))
                .getProperty("quarkus.locales")
                .split(","));
    }

    /** Returns the texts of a file by key, such as {@code read("messages/page", "fr")}. */
    static Map<String, String> read(String name, String language) {
        return properties(RESOURCES.resolve(name + "_" + language + ".properties")).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toString(),
                        entry -> entry.getValue().toString(),
                        (one, other) -> other,
                        TreeMap::new));
    }

    /** Returns the names of a folder's files without language and extension. */
    static List<String> names(String folder) {
        return filesIn(RESOURCES.resolve(folder))
                .map(file -> folder + "/" + file.getFileName().toString().replaceFirst("_[^_]*$", ""))
                .distinct()
                .sorted()
                .toList();
    }

    static long count(String folder) {
        return filesIn(RESOURCES.resolve(folder)).count();
    }

    static String everythingIn(String folder) {
        return filesIn(Path.of(folder)).map(Texts::text).collect(Collectors.joining("\n"));
    }

    static Stream<Path> filesIn(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties properties(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            var properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
