package ai.datacontrols.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.suite.api.SelectPackages;

/** Each test class is in exactly one suite, so that {@code mvn verify} runs it, and once. */
class SuitesTest {

    private static final Path SOURCES = Path.of("src", "test", "java");

    @Test
    void eachTestClassIsInOneSuite() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.getFileName().toString().endsWith("Test.java"))
                            .map(SuitesTest::packageOf))
                    .hasSizeGreaterThan(100)
                    .allSatisfy(name -> assertThat(suitesWith(name)).as(name).hasSize(1));
        }
    }

    @Test
    void aPackageOfNoSuiteIsReported() {
        assertThat(suitesWith("ai.datacontrols.replicas")).isEmpty();
        assertThat(suitesWith("ai.datacontrols.ledgers")).isEmpty();
        assertThat(suitesWith("ai.datacontrols.ledger.feed")).hasSize(1);
    }

    private static List<Class<?>> suitesWith(String packageName) {
        return Stream.<Class<?>>of(PagesSuite.class, ServicesSuite.class)
                .filter(suite -> Stream.of(
                                suite.getAnnotation(SelectPackages.class).value())
                        .anyMatch(selected -> packageName.equals(selected) || packageName.startsWith(selected + ".")))
                .toList();
    }

    private static String packageOf(Path file) {
        return SOURCES.relativize(file.getParent()).toString().replace('/', '.');
    }
}
