package ai.datacontrols.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.datacontrols.proof.SignatureType;
import ai.datacontrols.proof.VerifierKey;
import ai.datacontrols.proof.store.LogConfig;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The transparency log in a cluster: its directory outlives pods and database, its key is a secret, and it is public. */
class LogManifestsTest {

    private static final String WITNESSES = "DATA_CONTROLS_LOG_WITNESSES_";

    @BeforeAll
    static void rendersOverlays() {
        assumeTrue(Kubectl.isCurrent(), "no kubectl 1.27 or newer, so the overlays can't be rendered");
    }

    private static Stream<Release> releases() {
        return Stream.of("production", "production-witness").map(Release::rendered);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void allReplicasShareADirectoryOutsideTheDatabase(Release release) {
        var claim = release.the(PersistentVolumeClaim.class);
        var pod = podOfApplication(release);
        var directory = variable(release, "DATA_CONTROLS_LOG_DIRECTORY").getValue();

        assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteMany");
        assertThat(claim.getSpec().getStorageClassName())
                .isEqualTo(Variables.ofCluster().get("LOG_STORAGE_CLASS"));
        var volume = pod.getVolumes().stream()
                .filter(each -> each.getPersistentVolumeClaim() != null)
                .toList();
        assertThat(volume)
                .singleElement()
                .satisfies(each -> assertThat(each.getPersistentVolumeClaim().getClaimName())
                        .isEqualTo(claim.getMetadata().getName()));
        assertThat(Releases.application(release).getVolumeMounts())
                .filteredOn(mount -> mount.getName().equals(volume.get(0).getName()))
                .singleElement()
                .satisfies(mount -> {
                    assertThat(mount.getMountPath()).isEqualTo(directory);
                    assertThat(mount.getReadOnly()).isNull();
                });
        assertThat(pod.getSecurityContext().getFsGroup())
                .as("the group that may write to the volume")
                .isEqualTo(pod.getSecurityContext().getRunAsGroup());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void theKeyIsInASecretOfItsOwn(Release release) {
        var secret = variable(release, "DATA_CONTROLS_LOG_KEY").getValueFrom().getSecretKeyRef();
        var others = release.containers()
                .flatMap(container -> container.getEnv().stream())
                .filter(each -> each.getValueFrom() != null && !each.getName().equals("DATA_CONTROLS_LOG_KEY"))
                .map(each -> each.getValueFrom().getSecretKeyRef().getName());

        assertThat(others).isNotEmpty().doesNotContain(secret.getName());
        assertThat(release.the(Job.class).getSpec().getTemplate().getSpec().getVolumes())
                .as("the migration has the owner's password, and no part of the log")
                .allMatch(volume -> volume.getPersistentVolumeClaim() == null);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void theDocumentationNamesEverySecret(Release release) throws IOException {
        var table = Files.readString(Path.of("docs", "operations.md"))
                .lines()
                .filter(line -> line.startsWith("| `data-controls"))
                .toList();

        assertThat(release.containers().flatMap(container -> container.getEnv().stream()))
                .filteredOn(each -> each.getValueFrom() != null)
                .map(each -> each.getValueFrom().getSecretKeyRef())
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(table)
                        .anyMatch(line -> line.startsWith("| `" + secret.getName() + "` |")
                                && line.contains("`" + secret.getKey() + "`")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/log", "/log/checkpoint", "/log/tile/0/x001/067.p/5", "/.well-known/data-controls-log"})
    void theLogIsServedLikePages(String path) {
        var route = Release.rendered("production")
                .all(HTTPRoute.class)
                .filter(each ->
                        each.getSpec().getParentRefs().get(0).getSectionName().equals("https"))
                .max(Comparator.comparingInt(each -> longestPrefix(each, path)))
                .orElseThrow();

        assertThat(route.getMetadata().getName()).isEqualTo("data-controls");
        assertThat(longestPrefix(route, path)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "production-envoy", "development"})
    void podsReachNoWitnessUnlessOneIsConfigured(String overlay) {
        var release = Release.rendered(overlay);

        assertThat(settings(release))
                .noneSatisfy((name, value) -> assertThat(name).startsWith(WITNESSES));
        assertThat(policies(release)).isNotEmpty().doesNotContain("to-witnesses");
    }

    @ParameterizedTest
    @ValueSource(strings = "production-witness")
    void aConfiguredWitnessIsReadFromTheEnvironmentAndReached(String overlay) {
        var release = Release.rendered(overlay);
        var config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(settings(release), 300))
                .withMapping(LogConfig.class)
                .build()
                .getConfigMapping(LogConfig.class);

        assertThat(config.witnesses()).hasSize(1);
        var witness = config.witnesses().get("example");
        assertThat(witness.url()).hasScheme("https");
        assertThat(VerifierKey.parse(witness.key()).type()).isEqualTo(SignatureType.ED25519_COSIGNATURE);
        assertThat(policies(release)).contains("to-witnesses");
    }

    private static int longestPrefix(HTTPRoute route, String path) {
        return route.getSpec().getRules().stream()
                .flatMap(rule -> rule.getMatches().stream())
                .map(HTTPRouteMatch::getPath)
                .map(match -> match.getValue())
                .filter(prefix -> prefix.equals("/") || path.equals(prefix) || path.startsWith(prefix + "/"))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static PodSpec podOfApplication(Release release) {
        return release.the(Deployment.class).getSpec().getTemplate().getSpec();
    }

    private static EnvVar variable(Release release, String name) {
        return Releases.application(release).getEnv().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(release.name() + " has no " + name));
    }

    private static Map<String, String> settings(Release release) {
        var all = new TreeMap<String, String>();
        release.all(ConfigMap.class).map(ConfigMap::getData).forEach(all::putAll);
        return all;
    }

    private static List<String> policies(Release release) {
        return release.all(NetworkPolicy.class)
                .map(policy -> policy.getMetadata().getName())
                .toList();
    }
}
