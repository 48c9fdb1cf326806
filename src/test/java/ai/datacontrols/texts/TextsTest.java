package ai.datacontrols.texts;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text exists in every language, and none is there for nothing. */
class TextsTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final List<String> OTHER_LANGUAGES = List.of("fr");

    static Stream<Path> englishFiles() {
        return Stream.of("messages", "texts")
                .flatMap(folder -> filesIn(RESOURCES.resolve(folder)))
                .filter(file -> file.toString().endsWith("_en.properties"));
    }

    @ParameterizedTest
    @MethodSource("englishFiles")
    void everyLanguageSaysTheSameThings(Path english) {
        for (String language : OTHER_LANGUAGES) {
            var other = read(Path.of(english.toString().replace("_en.", "_" + language + ".")));

            assertThat(other.stringPropertyNames()).isEqualTo(read(english).stringPropertyNames());
            assertThat(other.values()).noneMatch(text -> text.toString().isBlank());
        }
    }

    @Test
    void everyMessageIsSaidSomewhere() {
        var templates = filesIn(Path.of("frontend-templates/templates"))
                .map(TextsTest::text)
                .reduce("", String::concat);

        englishFiles().filter(file -> file.getParent().endsWith("messages")).forEach(file -> {
            var bundle = file.getFileName().toString().replace("_en.properties", ":");
            assertThat(namesIn(file))
                    .filteredOn(name -> !templates.matches("(?s).*" + bundle + name + "\\b.*"))
                    .isEmpty();
        });
    }

    /** The messages of a file; those that say the constants of an enum are one. */
    private static Set<String> namesIn(Path file) {
        return read(file).stringPropertyNames().stream()
                .map(key -> key.replaceFirst("_\\$?[A-Z].*", ""))
                .collect(toSet());
    }

    private static Properties read(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            var properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> filesIn(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
