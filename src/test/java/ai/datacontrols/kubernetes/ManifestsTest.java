package ai.datacontrols.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests conform to their kinds: no misspelled fields, no wrong types. */
class ManifestsTest {

    /** A list for kustomize without a kind; the tests of rendered overlays show that each entry has an effect. */
    private static final Set<Path> WITHOUT_KIND = Set.of(Path.of("k8s/overlays/production/replacements.yaml"));

    private static List<Path> files() {
        return Release.files().stream()
                .filter(file -> !WITHOUT_KIND.contains(file))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileConformsToItsKind(Path file) {
        if (file.endsWith("kustomization.yaml")) {
            assertThat(Manifest.readKustomization(Release.text(file)).getResources())
                    .isNotEmpty();
        } else {
            assertThat(Manifest.read(Release.text(file))).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "production", "production-envoy", "production-witness"})
    void renderedOverlaysConformToTheirKinds(String overlay) {
        assumeTrue(Kubectl.isCurrent(), "no kubectl 1.27 or newer, so the overlays can't be rendered");

        assertThat(Release.rendered(overlay).resources()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            runAsNonRoot: true       | runAsNonRot: true         | runAsNonRot
            periodSeconds: 2         | periodSeconds: two        | two
            maxUnavailable: 0        | maxUnavailble: 0          | maxUnavailble
            kind: Deployment         | kind: Deploiment          | Deploiment
            path: /q/health/live     | path: 7                   | String
            readOnlyRootFilesystem: true | readOnlyRootFilesystem: 'yes' | yes
            """)
    void reportsMisspelledFieldsAndWrongTypes(String right, String wrong, String said) {
        var text = Release.text(Path.of("k8s/base/deployment.yaml"));
        assertThat(text).contains(right);

        assertThatThrownBy(() -> Manifest.read(text.replace(right, wrong))).hasStackTraceContaining(said);
    }

    @Test
    void filesAreSmall() {
        assertThat(Release.files())
                .allSatisfy(file -> assertThat(Release.text(file).lines()).hasSizeLessThan(150));
    }
}
