package ai.datacontrols.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.SelectPackages;

/** Each test class is in the suites where it belongs, so that {@code mvn verify} runs it, and once. */
class SuitesTest {

    private static final Path SOURCES = Path.of("src", "test", "java");
    private static final List<Class<?>> OF_VERIFY = List.of(PagesSuite.class, ServicesSuite.class);

    /** Matches the source of a test that needs the application, a database or a browser. */
    private static final Pattern NEEDS_MORE =
            Pattern.compile("(?m)^@QuarkusTest|new Browsing\\(\\)|Chromium\\.start\\(\\)|Postgres\\.start\\(");

    /** Matches the source of a test with a long variant. */
    private static final Pattern LONG_VARIANT = Pattern.compile("getBoolean\\(\"thorough\"\\)");

    @Test
    void eachTestClassIsInOneSuiteOfVerify() {
        assertThat(testClasses(source -> true))
                .hasSizeGreaterThan(100)
                .allSatisfy(name -> assertThat(suitesWith(name)).as(name).hasSize(1));
    }

    @Test
    void aClassOfNoSuiteIsReported() {
        assertThat(suitesWith("ai.datacontrols.replicas.BackupTest")).isEmpty();
        assertThat(suitesWith("ai.datacontrols.ledgers.LedgerTest")).isEmpty();
        assertThat(suitesWith("ai.datacontrols.ledger.feed.FeedOrderTest")).hasSize(1);
    }

    @Test
    void plainSuiteHasEveryPlainTestAndNoOther() {
        var plain = testClasses(source -> !NEEDS_MORE.matcher(source).find());

        assertThat(testClasses(source -> true).stream().filter(name -> contains(PlainSuite.class, name)))
                .hasSizeGreaterThan(20)
                .containsExactlyElementsOf(plain);
        assertThat(namesIn(PlainSuite.class)).isSubsetOf(plain);
    }

    @Test
    void thoroughSuiteHasEveryTestWithALongVariant() {
        assertThat(namesIn(ThoroughSuite.class).stream().filter(name -> name.endsWith("Test")))
                .hasSizeGreaterThan(5)
                .containsExactlyInAnyOrderElementsOf(
                        testClasses(source -> LONG_VARIANT.matcher(source).find()));
        assertThat(namesIn(ThoroughSuite.class))
                .allMatch(name -> contains(ThoroughSuite.class, name))
                .allMatch(name -> Files.exists(SOURCES.resolve(name.replace('.', '/') + ".java")));
    }

    private static List<Class<?>> suitesWith(String className) {
        return OF_VERIFY.stream().filter(suite -> contains(suite, className)).toList();
    }

    private static boolean contains(Class<?> suite, String className) {
        return className.matches(
                        suite.getAnnotation(IncludeClassNamePatterns.class).value()[0])
                && (namesIn(suite).contains(className)
                        || packagesOf(suite).anyMatch(selected -> className.startsWith(selected + "."))
                                && excludedFrom(suite).noneMatch(excluded -> className.startsWith(excluded + ".")));
    }

    private static List<String> namesIn(Class<?> suite) {
        var classes = suite.getAnnotation(SelectClasses.class);
        return classes == null ? List.of() : List.of(classes.names());
    }

    private static Stream<String> packagesOf(Class<?> suite) {
        var packages = suite.getAnnotation(SelectPackages.class);
        return packages == null ? Stream.empty() : Stream.of(packages.value());
    }

    private static Stream<String> excludedFrom(Class<?> suite) {
        var packages = suite.getAnnotation(ExcludePackages.class);
        return packages == null ? Stream.empty() : Stream.of(packages.value());
    }

    /** Returns the names of all test classes with such a source, in alphabetical order. */
    private static List<String> testClasses(Predicate<String> source) {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(file -> source.test(read(file)))
                    .map(file -> SOURCES.relativize(file).toString().replace('/', '.'))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
