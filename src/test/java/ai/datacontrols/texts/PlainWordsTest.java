package ai.datacontrols.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts are plain: short sentences, typographic spaces and apostrophes of each language, and the formal address. */
class PlainWordsTest {

    private static final int MOST_WORDS = 24;

    /** Template sections, which aren't text; the text of each branch is checked separately. */
    private static final Pattern DOING = Pattern.compile("\\{[#/][^}]*}");

    /** Words of the informal address. */
    private static final Map<String, Pattern> FAMILIAR = Map.of(
            "de", word("du|dich|dir|dein\\w*"),
            "fr", word("tu|toi|tes|ton|ta"),
            "es", word("tú|tus?|contigo"),
            "it", word("tu|tuo|tuoi|tua|tue"));

    /** One text in one language. */
    record Text(String file, String language, String key, String words) {
        @Override
        public String toString() {
            return file + " " + language + " " + key + ": " + words;
        }

        Stream<String> sentences() {
            return Arrays.stream(DOING.matcher(words).replaceAll(". ").split("(?<=[.?!]) +"));
        }
    }

    static List<String> languages() {
        return Texts.languages();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void sentencesAreShort(String language) {
        assertThat(texts(language).flatMap(Text::sentences))
                .hasSizeGreaterThan(100)
                .allSatisfy(sentence -> assertThat(words(sentence)).as(sentence).isLessThanOrEqualTo(MOST_WORDS));
    }

    @ParameterizedTest
    @MethodSource("languagesWithTwoWays")
    void peopleAreAddressedFormally(String language) {
        assertThat(texts(language))
                .noneMatch(text -> FAMILIAR.get(language).matcher(text.words()).find());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void apostrophesAreTypographic(String language) {
        assertThat(texts(language))
                .noneMatch(text -> text.words().replaceAll("\\{[^}]*}", "").contains("'"));
    }

    /** With an ordinary space, a line could begin with the colon. */
    @Test
    void usesANoBreakSpaceBeforeAFrenchColon() {
        assertThat(texts("fr")).noneMatch(text -> text.words().matches(".* [:;?!].*"));
    }

    static Set<String> languagesWithTwoWays() {
        return FAMILIAR.keySet();
    }

    private static Pattern word(String some) {
        return Pattern.compile("(?iU)\\b(?:" + some + ")\\b");
    }

    private static Stream<Text> texts(String language) {
        return Stream.of("messages", "texts")
                .flatMap(folder -> Texts.names(folder).stream())
                .flatMap(file -> Texts.read(file, language).entrySet().stream()
                        .map(entry -> new Text(file, language, entry.getKey(), entry.getValue())));
    }

    private static long words(String sentence) {
        return Arrays.stream(sentence.split("\\s+"))
                .filter(word -> word.matches("(?U).*\\w.*"))
                .count();
    }
}
