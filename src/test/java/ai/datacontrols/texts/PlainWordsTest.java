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

/** The words are plain: short sentences, the spaces and apostrophes that readers of a language know, nobody called by first name. */
class PlainWordsTest {

    private static final int MOST_WORDS = 24;

    /** What a template does, and not what it says; each of its branches is read apart. */
    private static final Pattern DOING = Pattern.compile("\\{[#/][^}]*}");

    /** Words of the other way to address somebody. */
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
    void apostrophesAreNotThoseOfATypewriter(String language) {
        assertThat(texts(language))
                .noneMatch(text -> text.words().replaceAll("\\{[^}]*}", "").contains("'"));
    }

    /** Else a line may begin with one. */
    @Test
    void inFrenchTheSpaceBeforeAColonHolds() {
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
