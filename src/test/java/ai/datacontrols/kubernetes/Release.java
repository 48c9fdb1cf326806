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
 * All resources that one command applies.
 *
 * @param name the overlay or base
 */
record Release(String name, List<HasMetadata> resources) {

    static final Path DIRECTORY = Path.of("k8s");

    /** Returns an overlay as rendered by kubectl. */
    static Release rendered(String overlay) {
        return new Release(overlay, Manifest.read(Kubectl.render(overlay)));
    }

    <T> Stream<T> all(Class<T> kind) {
        return resources.stream().filter(kind::isInstance).map(kind::cast);
    }

    <T> T the(Class<T> kind) {
        var found = all(kind).toList();
        if (found.size() != 1) {
            throw new AssertionError(name + " has " + found.size() + " of " + kind.getSimpleName());
        }
        return found.get(0);
    }

    /** Returns the pod templates of all workloads. */
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

    List<PodTemplateSpec> podsWith(Map<String, String> labels) {
        return pods().filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }

    /** Returns all manifests in {@code k8s}, including kustomizations and patches. */
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
