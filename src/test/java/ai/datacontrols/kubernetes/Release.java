package ai.datacontrols.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything that one command applies.
 *
 * @param name where it is from
 */
record Release(String name, List<HasMetadata> resources) {

    static final Path DIRECTORY = Path.of("k8s");

    /** An overlay as kubectl renders it. */
    static Release rendered(String overlay) {
        return new Release(overlay, Manifest.read(Kubectl.render(overlay)));
    }

    <T> Stream<T> all(Class<T> kind) {
        return resources.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The one of that kind; there is no other. */
    <T> T the(Class<T> kind) {
        var found = all(kind).toList();
        if (found.size() != 1) {
            throw new AssertionError(name + " has " + found.size() + " of " + kind.getSimpleName());
        }
        return found.get(0);
    }

    /** Whatever makes pods. */
    Stream<PodTemplateSpec> pods() {
        return Stream.of(
                        all(Deployment.class).map(made -> made.getSpec().getTemplate()),
                        all(StatefulSet.class).map(made -> made.getSpec().getTemplate()),
                        all(Job.class).map(made -> made.getSpec().getTemplate()))
                .flatMap(templates -> templates);
    }

    Stream<Container> containers() {
        return pods().flatMap(pod ->
                Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream()));
    }

    /** The pods that a selector finds. */
    List<PodTemplateSpec> podsWith(Map<String, String> labels) {
        return pods().filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }

    /** All manifests of {@code k8s}, kustomizations and patches included. */
    static List<Path> files() {
        try (var files = Files.walk(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
