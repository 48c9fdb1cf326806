package ai.datacontrols.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every test that a document names exists. */
class NamedTestsTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");
    private static final List<String> SOURCES = List.of("test", "bridge");

    @ParameterizedTest
    @MethodSource("documents")
    void everyTestThatADocumentNamesExists(Path document) throws IOException {
        assertThat(TEST.matcher(Files.readString(document)).results().map(MatchResult::group))
                .allSatisfy(named -> assertThat(tests()).contains(named.replace("`", "") + ".java"));
    }

    static List<Path> documents() throws IOException {
        try (var files = Files.walk(Path.of("docs"))) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    private static List<String> tests() {
        return SOURCES.stream()
                .flatMap(NamedTestsTest::files)
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private static Stream<Path> files(String sources) {
        try (var files = Files.walk(Path.of("src", sources, "java"))) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
