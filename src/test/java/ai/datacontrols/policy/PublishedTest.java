package ai.datacontrols.policy;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Published policy versions and texts are never edited: each file is pinned by its hash. A new version adds files and
 * lines ({@code sha256sum policy/* texts/* notices/*}, in src/main/resources); a changed line means a changed promise.
 */
class PublishedTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    @Test
    void noPublishedDocumentOrTextHasChanged() throws IOException {
        var pinned = new TreeSet<>(Files.readAllLines(Path.of("src/test/resources/published.sha256")));

        assertThat(asTheyAre()).isEqualTo(pinned);
    }

    private static TreeSet<String> asTheyAre() throws IOException {
        try (var policies = Files.list(RESOURCES.resolve("policy"));
                var texts = Files.list(RESOURCES.resolve("texts"));
                var notices = Files.list(RESOURCES.resolve("notices"))) {
            return Stream.of(policies, texts, notices)
                    .flatMap(files -> files)
                    .map(file -> sha256(file) + "  " + RESOURCES.relativize(file))
                    .collect(toCollection(TreeSet::new));
        }
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
