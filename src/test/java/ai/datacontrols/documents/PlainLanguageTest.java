package ai.datacontrols.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents and comments use the field's terms instead of paraphrases. */
class PlainLanguageTest {

    /** Code, quotations and link targets. */
    private static final Pattern QUOTED =
            Pattern.compile("```.*?```|`[^`\n]*`|\"[^\"\n]*\"|\\]\\([^)\n]*\\)", Pattern.DOTALL);

    /** The glossary translates texts of pages, which are written for everyone. */
    private static final Pattern TRANSLATIONS = Pattern.compile("^\\|(?:[^|\n]*\\|){6}$", Pattern.MULTILINE);

    private static final String TEXT_BLOCK = "\"\"\".*?(?<!\\\\)\"\"\"";
    private static final String STRING = "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"";
    private static final String CHARACTER = "'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'";
    private static final String COMMENT = "(/\\*.*?\\*/|//[^\n]*(?:\n *//[^\n]*)*)";

    /** Literals are matched too, because they may contain comment signs; only comments are captured. */
    private static final Pattern TOKEN =
            Pattern.compile(String.join("|", TEXT_BLOCK, STRING, CHARACTER, COMMENT), Pattern.DOTALL);

    private static final Pattern COMMENT_SIGNS = Pattern.compile("^(?:/\\*+|//)\\s*|\\s*\\*/$");
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\n\\s*(?:\\*|//)?\\s*");
    private static final Pattern NAMES = Pattern.compile("\\{@\\w+[^}]*\\}|@(?:param|throws) +<?\\w+>?");

    private static final List<Pattern> MARKERS = Stream.of(
                    "stands?(?!-)",
                    "standing",
                    "the turn of",
                    "(?:account's|its|their) turn",
                    "looks?(?! up| out| like)",
                    "looked(?! up| like)",
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

    /** For comments only: documents also have headings and questions that start with "What" or "Who". */
    private static final List<Pattern> MARKERS_OF_COMMENTS = Stream.of(
                    "(?:^|\\. |@return )(?:Who|What)\\b",
                    "\\b(?:when|where) there (?:is|was) none\\b",
                    "\\bgoes away\\b",
                    "\\bfor who\\b",
                    "\\bstood\\b")
            .map(Pattern::compile)
            .toList();

    static Stream<Path> documents() throws IOException {
        return Stream.concat(
                Stream.of("README.md", "CHANGELOG.md", "SECURITY.md").map(Path::of),
                Files.walk(Path.of("docs")).filter(path -> path.toString().endsWith(".md")));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documentsUseTheTermsOfTheField(Path document) {
        assertThat(faultsOfDocument(read(document))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/bench/java", "src/demo/java", "src/test/java"})
    void commentsUseTheTermsOfTheField(String sources) throws IOException {
        try (var files = Files.walk(Path.of(sources))) {
            var faults = files.filter(path -> path.toString().endsWith(".java"))
                    .flatMap(path -> faultsOfSource(read(path)).stream().map(fault -> path + ": " + fault));
            assertThat(faults).isEmpty();
        }
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
    void reportsASentenceThatDoesNot(String sentence) {
        assertThat(faultsOfDocument(sentence)).isNotEmpty();
        assertThat(faultsOfSource("/** " + sentence + " */ class A {}")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/** Who goes first. */",
                "/** Waits for the account's\n     * turn. */",
                "/**\n * Reads a row.\n *\n * @return null when there is none\n */",
                "/** Closes it. What is left is discarded. */",
                "call(); // a fault of\n        // ours",
                "var text = \"a // b\"; // nobody reads it",
                "var text = \"\"\"\n  a \\\"\"\" // b\n  \"\"\"; /* made anew */",
                "var quote = '\"'; // obeyed"
            })
    void reportsACommentThatDoesNot(String source) {
        assertThat(faultsOfSource(source)).isNotEmpty();
    }

    @Test
    void passesOverCodeAndQuotationsInDocuments() {
        assertThat(faultsOfDocument("`standing_at` and \"Obeyed by both\" and [it](look.md)\n```\nnobody\n```"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var nobody = \"it stands // nobody\";",
                "var text = \"\"\"\n  nobody \\\" // looks\n  \"\"\";",
                "var sign = '\\''; var text = \"/* ours */\";",
                "/** Folds the rows ({@code standing_at}, {@link Turn#look}) of \"nobody\". */",
                "/**\n * Reads.\n *\n * @param look what to read\n * @throws Standing if nothing is left\n */",
                "/** Looks up what a person wrote, which looks like a stand-in. */",
                "/** Returns null if there is none. */"
            })
    void passesOverCodeStringsAndNamesInSources(String source) {
        assertThat(faultsOfSource(source)).isEmpty();
    }

    private static List<String> faultsOfDocument(String text) {
        return faults(TRANSLATIONS.matcher(text).replaceAll(""), MARKERS).toList();
    }

    private static List<String> faultsOfSource(String source) {
        return TOKEN.matcher(source)
                .results()
                .map(token -> token.group(1))
                .filter(Objects::nonNull)
                .map(comment -> COMMENT_SIGNS.matcher(comment).replaceAll(""))
                .map(comment -> LINE_BREAK.matcher(comment).replaceAll(" "))
                .map(comment -> NAMES.matcher(comment).replaceAll(""))
                .flatMap(comment -> Stream.concat(faults(comment, MARKERS), faults(comment, MARKERS_OF_COMMENTS)))
                .toList();
    }

    private static Stream<String> faults(String text, List<Pattern> markers) {
        var prose = QUOTED.matcher(text).replaceAll("");
        return markers.stream()
                .flatMap(marker -> marker.matcher(prose).results())
                .map(found ->
                        prose.substring(Math.max(0, found.start() - 40), Math.min(prose.length(), found.end() + 40)));
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
