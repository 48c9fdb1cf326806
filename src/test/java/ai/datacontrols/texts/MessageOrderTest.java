package ai.datacontrols.texts;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.i18n.MessageBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages are sorted, in the bundle and in each language, and those of the settings are named by their place. */
class MessageOrderTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern METHOD = Pattern.compile("(?m)^    \\w+ (\\w+)\\(");
    private static final Set<String> PLACES =
            Set.of("card", "elsewhere", "history", "notice", "plans", "privacyControl", "row", "title", "truth");

    static List<Class<?>> bundles() {
        return TextsTest.bundles();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void messagesAreSorted(Class<?> bundle) throws IOException {
        var name = bundle.getAnnotation(MessageBundle.class).value();
        var file = SOURCES.resolve(bundle.getName().replace('.', '/') + ".java");

        assertThat(outOfOrder(methods(Files.readString(file)))).isEmpty();
        for (String language : Texts.languages()) {
            var texts = Path.of("src/main/resources/messages", name + "_" + language + ".properties");
            assertThat(outOfOrder(keys(Files.readAllLines(texts)))).as(language).isEmpty();
        }
    }

    @Test
    void messagesOfTheSettingsAreNamedByPlace() throws IOException {
        assertThat(withoutPlace(
                        keys(Files.readAllLines(Path.of("src/main/resources/messages/settings_en.properties")))))
                .isEmpty();
    }

    @Test
    void aKeyOutOfOrderOrWithoutAPlaceIsFound() {
        assertThat(outOfOrder(List.of("cardBarToday", "truthApplied", "rowPlanMore")))
                .containsExactly("rowPlanMore");
        assertThat(withoutPlace(List.of("cardBarToday", "moreWords", "historyOlder")))
                .containsExactly("moreWords");
    }

    private static List<String> outOfOrder(List<String> names) {
        var found = new ArrayList<String>();
        for (var i = 1; i < names.size(); i++) {
            if (names.get(i - 1).compareTo(names.get(i)) > 0) {
                found.add(names.get(i));
            }
        }
        return found;
    }

    private static Set<String> withoutPlace(List<String> keys) {
        return keys.stream()
                .filter(key -> PLACES.stream().noneMatch(place -> key.equals(place) || key.matches(place + "[A-Z].*")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> methods(String source) {
        return METHOD.matcher(source)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static List<String> keys(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .toList();
    }
}
