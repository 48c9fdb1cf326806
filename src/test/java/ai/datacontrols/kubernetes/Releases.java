package ai.datacontrols.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All releases that can be rendered on this machine. */
final class Releases {

    private static final Set<String> DIFFERENCES = Set.of("kustomization.yaml", "alerts.yaml");

    private Releases() {}

    /** Returns the base and, if kubectl is installed, each rendered overlay. */
    static List<Release> all() {
        var all = new ArrayList<Release>();
        all.add(base());
        if (Kubectl.isCurrent()) {
            all.add(Release.rendered("development"));
            all.add(production());
            all.add(Release.rendered("production-envoy"));
            all.add(Release.rendered("production-witness"));
        }
        return all;
    }

    /** Returns the base with the labels that its kustomization would add. */
    static Release base() {
        var resources = Release.files().stream()
                .filter(file -> file.startsWith("k8s/base") || file.startsWith("k8s/monitoring"))
                .filter(file -> !DIFFERENCES.contains(file.getFileName().toString()))
                .flatMap(file -> Manifest.read(Release.text(file)).stream())
                .toList();
        var base = new Release("base", resources);
        base.pods().forEach(pod -> pod.getMetadata().getLabels().put("app.kubernetes.io/name", "data-controls"));
        resources.forEach(resource -> {
            var labels = new java.util.HashMap<>(resource.getMetadata().getLabels());
            labels.put("app.kubernetes.io/name", "data-controls");
            resource.getMetadata().setLabels(labels);
        });
        return base;
    }

    static Release production() {
        return Release.rendered("production");
    }

    static Container application(Release release) {
        return release.all(Deployment.class)
                .flatMap(made -> made.getSpec().getTemplate().getSpec().getContainers().stream())
                .filter(container -> container.getName().equals("data-controls"))
                .findFirst()
                .orElseThrow();
    }
}
