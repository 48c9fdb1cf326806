package ai.datacontrols.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The texts and styles of the sign-in theme. */
class SignInTextsTest {

    static final List<String> LANGUAGES = Texts.languages();

    private static final Path THEME = Path.of("frontend-templates/keycloak/data-controls/login");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");
    private static final Pattern MESSAGE = Pattern.compile("msg\\(\"([\\w-]+)\"\\)|label=\"([\\w-]+)\"");
    private static final Pattern COLOURS = Pattern.compile("(?s):root \\{\\s+color-scheme.*?\\n}\\n\\n.*?\\n}\\n");
    private static final int MOST_WORDS = 20;

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyLanguageHasTheSameMessagesWithTheSamePlaceholders(String language) {
        assertThat(placeholders(language)).isEqualTo(placeholders("en"));
    }

    @Test
    void noOtherLanguageHasMessages() {
        assertThat(files("messages", ".properties"))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(LANGUAGES.stream()
                        .map(language -> "messages_" + language + ".properties")
                        .toList());
        assertThat(read(THEME.resolve("theme.properties"))
                        .getProperty("locales")
                        .split(","))
                .containsExactlyInAnyOrderElementsOf(LANGUAGES);
    }

    @Test
    void templatesUseOnlyMessagesOfTheTheme() {
        var used = files("", ".ftl")
                .map(SignInTextsTest::text)
                .flatMap(template -> MESSAGE.matcher(template).results())
                .map(message -> message.group(1) == null ? message.group(2) : message.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).hasSizeGreaterThan(5);
        assertThat(messages("en").stringPropertyNames()).containsAll(used);
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void sentencesAreShortAndApostrophesTypographic(String language) {
        var messages = messages(language);

        assertThat(messages.stringPropertyNames()).allSatisfy(key -> {
            var message = messages.getProperty(key);
            assertThat(message).as(key).doesNotContain("'").isNotBlank();
            assertThat(message.split("(?<=[.?!]) +"))
                    .as(key)
                    .allSatisfy(sentence -> assertThat(sentence.split(" ")).hasSizeLessThanOrEqualTo(MOST_WORDS));
        });
    }

    @Test
    void hasTheColoursOfTheApplicationAndOverridesNothing() {
        var styles = text(THEME.resolve("resources/css/data-controls.css"));

        assertThat(styles).doesNotContain("!important").doesNotContain("url(http");
        assertThat(colours(styles))
                .isEqualTo(colours(text(Path.of("src/main/resources/META-INF/resources/app.css"))))
                .hasSize(1);
    }

    private static List<String> colours(String styles) {
        return COLOURS.matcher(styles).results().map(MatchResult::group).toList();
    }

    private static TreeMap<String, List<String>> placeholders(String language) {
        var found = new TreeMap<String, List<String>>();
        var messages = messages(language);
        messages.stringPropertyNames()
                .forEach(key -> found.put(
                        key,
                        PLACEHOLDER
                                .matcher(messages.getProperty(key))
                                .results()
                                .map(MatchResult::group)
                                .sorted()
                                .toList()));
        return found;
    }

    private static Properties messages(String language) {
        return read(THEME.resolve("messages/messages_" + language + ".properties"));
    }

    private static Properties read(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static Stream<Path> files(String folder, String ending) {
        try (var files = Files.list(THEME.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
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
