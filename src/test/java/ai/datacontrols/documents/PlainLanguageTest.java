package ai.datacontrols.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents use the field's terms instead of paraphrases. */
class PlainLanguageTest {

    /** Code, quotations and link targets. */
    private static final Pattern QUOTED =
            Pattern.compile("```.*?```|`[^`\n]*`|\"[^\"\n]*\"|\\]\\([^)\n]*\\)", Pattern.DOTALL);

    private static final List<Pattern> MARKERS = Stream.of(
                    "stands?",
                    "standing",
                    "the turn of",
                    "(?:account's|its|their) turn",
                    "looks?(?! up| out)",
                    "looked(?! up)",
                    "rooms?",
                    "doors?",
                    "gates?",
                    "of ours",
                    "ours",
                    "theirs",
                    "of before",
                    "nobody",
                    "somebody",
                    "whoever",
                    "anew",
                    "mends?",
                    "obeys?",
                    "obeyed",
                    "obedience",
                    "(?:is|are) told",
                    "lets go",
                    "says? of",
                    "the asking",
                    "is none of",
                    "goes by")
            .map(marker -> Pattern.compile("\\b" + marker + "\\b", Pattern.CASE_INSENSITIVE))
            .toList();

    /** The glossary's translations are texts of pages, in plain language. */
    private static final Pattern TRANSLATIONS = Pattern.compile("^\\|(?:[^|\n]*\\|){6}$", Pattern.MULTILINE);

    static Stream<Path> documents() throws IOException {
        return Stream.concat(
                Stream.of("README.md", "CHANGELOG.md", "SECURITY.md").map(Path::of),
                Files.walk(Path.of("docs")).filter(path -> path.toString().endsWith(".md")));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void usesTheTermsOfTheField(Path document) {
        assertThat(faults(read(document))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The opt-out stands on every plan.",
                "It waits for the account's turn.",
                "A look of staff is recorded.",
                "Nobody can change it.",
                "This is a fault of ours.",
                "The projection is made anew.",
                "People are told who looked.",
                "Pipelines obey the choice."
            })
    void reportsParaphrases(String sentence) {
        assertThat(faults(sentence)).isNotEmpty();
    }

    @Test
    void ignoresCodeAndQuotations() {
        assertThat(faults("`standing_at` and \"Obeyed by both\" and [it](look.md)\n```\nnobody\n```"))
                .isEmpty();
    }

    private static List<String> faults(String text) {
        var prose = QUOTED.matcher(TRANSLATIONS.matcher(text).replaceAll("")).replaceAll("");
        return MARKERS.stream()
                .flatMap(marker -> marker.matcher(prose).results())
                .map(found ->
                        prose.substring(Math.max(0, found.start() - 40), Math.min(prose.length(), found.end() + 40)))
                .toList();
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
