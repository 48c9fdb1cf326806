package ai.datacontrols.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The Keycloak of the development overlay has the sign-in theme, file by file, from one ConfigMap. */
class SignInThemeTest {

    private static final Path THEMES = Path.of("frontend-templates/keycloak");
    private static final String THEME = "data-controls";
    private static final String CONFIG_MAP = "data-controls-sign-in-theme";

    /** A ConfigMap has no folders, and kubectl stores its content a second time in an annotation of 256 KB at most. */
    private static final long MAX_BYTES = 128 * 1024;

    @Test
    void theConfigMapHasEachFileOfTheTheme() throws IOException {
        var generated = Manifest.readKustomization(Release.text(THEMES.resolve("kustomization.yaml")))
                .getConfigMapGenerator();

        assertThat(generated).singleElement().satisfies(map -> {
            assertThat(map.getName()).isEqualTo(CONFIG_MAP);
            assertThat(map.getFiles())
                    .containsExactlyInAnyOrderElementsOf(files().values().stream()
                            .map(path -> THEME + "/" + path)
                            .toList());
        });
        var bytes = 0L;
        for (var path : files().values()) {
            bytes += Files.size(THEMES.resolve(THEME).resolve(path));
        }
        assertThat(bytes).isLessThan(MAX_BYTES);
    }

    @Test
    void theVolumePutsEachFileIntoItsFolder() throws IOException {
        var pod = pod();

        var volume = pod.getSpec().getVolumes().stream()
                .filter(it -> it.getConfigMap() != null
                        && CONFIG_MAP.equals(it.getConfigMap().getName()))
                .findFirst()
                .orElseThrow();
        assertThat(volume.getConfigMap().getItems().stream()
                        .collect(Collectors.toMap(KeyToPath::getKey, KeyToPath::getPath)))
                .isEqualTo(files());
        assertThat(pod.getSpec().getContainers())
                .filteredOn(container -> container.getName().equals("keycloak"))
                .singleElement()
                .satisfies(keycloak -> assertThat(keycloak.getVolumeMounts())
                        .filteredOn(mount -> mount.getName().equals(volume.getName()))
                        .singleElement()
                        .satisfies(
                                mount -> assertThat(mount.getMountPath()).isEqualTo("/opt/keycloak/themes/" + THEME)));
    }

    @Test
    void theOverlayIncludesTheConfigMap() {
        assertThat(Manifest.readKustomization(Release.text(Path.of("k8s/overlays/development/kustomization.yaml")))
                        .getResources())
                .contains("../../../" + THEMES);
    }

    @Test
    void theRealmUsesTheTheme() {
        assertThat(Release.text(Path.of("src/demo/resources/data-controls-realm.json")))
                .contains("\"loginTheme\": \"" + THEME + "\"");
    }

    private static PodTemplateSpec pod() {
        return Manifest.read(Release.text(Path.of("k8s/overlays/development/keycloak.yaml"))).stream()
                .map(Deployment.class::cast)
                .map(made -> made.getSpec().getTemplate())
                .findFirst()
                .orElseThrow();
    }

    /** Returns the paths in the theme by the names of their files, which are the keys of the ConfigMap. */
    private static TreeMap<String, String> files() throws IOException {
        var theme = THEMES.resolve(THEME);
        try (var all = Files.walk(theme)) {
            return all.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString(),
                            file -> theme.relativize(file).toString(),
                            (one, other) -> {
                                throw new IllegalStateException("two files of one name: " + one + ", " + other);
                            },
                            TreeMap::new));
        }
    }
}
