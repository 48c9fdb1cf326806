package ai.datacontrols.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The profile {@code plain} runs exactly the tests that need neither the application, a database nor a browser. */
class PlainTestsTest {

    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern PROFILE = Pattern.compile("(?s)<id>plain</id>.*?</profile>");
    private static final Pattern INCLUDE = Pattern.compile("<include>([^<]+)</include>");
    private static final Set<String> NEEDS_MORE =
            Set.of("@QuarkusTest", "new Browsing()", "Chromium.start()", "Postgres.start(");

    @Test
    void profileIncludesEveryPlainTestAndNoOther() throws IOException {
        var profile = PROFILE.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
        var included = INCLUDE.matcher(profile)
                .results()
                .map(include -> FileSystems.getDefault().getPathMatcher("glob:" + include.group(1)))
                .toList();
        var classes = testClasses();

        assertThat(classes.stream()
                        .filter(file -> included.stream().anyMatch(include -> include.matches(TESTS.resolve(file)))))
                .hasSizeGreaterThan(20)
                .containsExactlyElementsOf(
                        classes.stream().filter(PlainTestsTest::isPlain).toList());
    }

    private static List<Path> testClasses() throws IOException {
        try (var files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .map(TESTS::relativize)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isPlain(Path file) {
        try {
            var source = Files.readString(TESTS.resolve(file));
            return file.endsWith("PlainTestsTest.java") || NEEDS_MORE.stream().noneMatch(source::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
