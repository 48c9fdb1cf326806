package ai.datacontrols.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every test that a document names exists, and so does the method if it names one. */
class NamedTestsTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");
    private static final Path SOURCES = Path.of("src");

    @ParameterizedTest
    @MethodSource("documents")
    void everyTestThatADocumentNamesExists(Path document) throws IOException {
        assertThat(unknown(Files.readString(document))).isEmpty();
    }

    @Test
    void aTestOrMethodThatDoesNotExistIsFound() {
        assertThat(
                        unknown(
                                "`NamedTestsTest`, `NamedTestsTest.aTestOrMethodThatDoesNotExistIsFound`, `NamedTestsTest.x`, `XTest`"))
                .containsExactly("`NamedTestsTest.x`", "`XTest`");
    }

    private static List<String> unknown(String document) {
        return TEST.matcher(document)
                .results()
                .filter(named -> source(named.group(1))
                        .filter(source -> named.group(2) == null || source.contains("void " + named.group(2) + "("))
                        .isEmpty())
                .map(MatchResult::group)
                .toList();
    }

    static List<Path> documents() throws IOException {
        try (var files = Files.walk(Path.of("docs"))) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    /** Returns the source of a test class; empty if there is none. */
    private static Optional<String> source(String test) {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            var file = files.filter(each -> each.endsWith(test + ".java")).findFirst();
            return file.isEmpty() ? Optional.empty() : Optional.of(Files.readString(file.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
