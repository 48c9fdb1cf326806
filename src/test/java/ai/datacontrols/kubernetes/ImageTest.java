package ai.datacontrols.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/** The image built by pom.xml matches the manifests. */
class ImageTest {

    private final Document pom = Jsoup.parse(read(Path.of("pom.xml")), "", Parser.xmlParser());
    private final Release base = Releases.base();
    private final Container container = Releases.application(base);

    @Test
    void hasTheNameAndVersionOfTheManifests() {
        assertThat(container.getImage())
                .isEqualTo(Settings.ofApplication().get("quarkus.application.name") + ":"
                        + setting("quarkus.container-image.tag"));
        assertThat(setting("quarkus.container-image.group")).isEmpty();
    }

    @Test
    void runsAsTheNonRootUserOfTheManifests() {
        var user = pod().getSecurityContext();

        assertThat(setting("quarkus.jib.user")).isEqualTo(user.getRunAsUser() + ":" + user.getRunAsGroup());
    }

    @Test
    void listensOnThePortsOfTheManifests() {
        var ports = container.getPorts().stream()
                .map(port -> port.getContainerPort().toString())
                .collect(Collectors.joining(","));

        assertThat(setting("quarkus.jib.ports")).isEqualTo(ports);
    }

    @Test
    void usesTheCommandThatTheTestsStart() {
        assertThat(setting("quarkus.jib.jvm-entrypoint")).isEqualTo("${image.command}");
        assertThat(container.getCommand())
                .as("pods don't override the image's command")
                .isEmpty();
        assertThat(container.getEnv())
                .as("JVM flags are set in the image only")
                .noneMatch(variable -> variable.getName().contains("JAVA"));
    }

    private PodSpec pod() {
        return base.all(Deployment.class)
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private String setting(String name) {
        return pom.getElementsByTag(name).first().text();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
