package ai.datacontrols.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods run with least privilege and declare their resources. */
class PodPolicyTest {

    /** Keycloak builds itself at startup; it is part of the development overlay only. */
    private static final Set<String> WRITES_ITS_ROOT = Set.of("keycloak");

    /** The keys of witnesses are public. */
    private static final Pattern SECRET = Pattern.compile("^(?!\\w+_WITNESSES_\\w+_KEY$).*(PASSWORD|SECRET|KEY|TOKEN)");

    private static final List<Release> RELEASES = Releases.all();

    private static List<Release> releases() {
        return RELEASES;
    }

    @ParameterizedTest
    @MethodSource("releases")
    void noContainerRunsAsRootOrCanBecomeIt(Release release) {
        assertThat(release.pods()).isNotEmpty().allSatisfy(pod -> {
            PodSpec spec = pod.getSpec();
            assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(spec.getSecurityContext().getRunAsUser()).isPositive();
            assertThat(spec.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(spec.getAutomountServiceAccountToken()).isFalse();
        });
        assertThat(release.containers()).isNotEmpty().allSatisfy(container -> {
            var context = container.getSecurityContext();
            assertThat(context.getAllowPrivilegeEscalation()).isFalse();
            assertThat(context.getPrivileged()).isNull();
            assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
            if (!WRITES_ITS_ROOT.contains(container.getName())) {
                assertThat(context.getReadOnlyRootFilesystem())
                        .as(container.getName())
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyContainerDeclaresItsResources(Release release) {
        assertThat(release.containers()).allSatisfy(container -> {
            assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsOnlyKeys("cpu", "memory");
        });
    }

    @ParameterizedTest
    @MethodSource("releases")
    void imagesHaveAVersion(Release release) {
        assertThat(release.containers())
                .extracting(Container::getImage)
                .allSatisfy(image -> assertThat(image)
                        .matches("[^@]+(:[\\w.-]+|@sha256:[0-9a-f]{64})")
                        .doesNotContain("latest"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void passwordsComeFromSecrets(Release release) {
        assertThat(release.all(Secret.class)).isEmpty();
        assertThat(release.containers().flatMap(container -> container.getEnv().stream()))
                .isNotEmpty()
                .allSatisfy(variable -> {
                    if (SECRET.matcher(variable.getName()).find()) {
                        assertThat(variable.getValue()).as(variable.getName()).isNull();
                        assertThat(variable.getValueFrom().getSecretKeyRef().getOptional())
                                .isNull();
                    }
                });
        assertThat(Variables.ofConfigMaps())
                .isNotEmpty()
                .allSatisfy((name, value) -> assertThat(name).doesNotContainPattern(SECRET));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyServingContainerHasProbes(Release release) {
        var serving = release.all(Deployment.class)
                .flatMap(made -> made.getSpec().getTemplate().getSpec().getContainers().stream());

        assertThat(serving)
                .isNotEmpty()
                .allSatisfy(container -> assertThat(Stream.of(
                                container.getStartupProbe(),
                                container.getLivenessProbe(),
                                container.getReadinessProbe()))
                        .as(container.getName())
                        .doesNotContainNull());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void probesUseThePortsOfTheApplication(Release release) {
        var container = Releases.application(release);
        var management = container.getPorts().stream()
                .filter(port -> port.getName().equals("management"))
                .findFirst()
                .orElseThrow();

        assertThat(Settings.ofApplication()).containsEntry("%prod.quarkus.management.enabled", "true");
        // the defaults of Quarkus
        assertThat(Settings.ofApplication()).doesNotContainKeys("quarkus.http.port", "quarkus.management.port");
        assertThat(management.getContainerPort()).isEqualTo(9000);
        assertThat(container.getPorts()).anySatisfy(port -> {
            assertThat(port.getName()).isEqualTo("http");
            assertThat(port.getContainerPort()).isEqualTo(8080);
        });
        asks(container.getStartupProbe(), "/q/health/started");
        asks(container.getLivenessProbe(), "/q/health/live");
        asks(container.getReadinessProbe(), "/q/health/ready");
    }

    private static void asks(Probe probe, String path) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void requestsInProgressAreCompletedAtShutdown(Release release) {
        var pod = release.all(Deployment.class)
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getTemplate()
                .getSpec();
        var pause = Releases.application(release)
                .getLifecycle()
                .getPreStop()
                .getSleep()
                .getSeconds();
        var answering = Settings.ofApplication().get("%prod.quarkus.shutdown.timeout");

        assertThat(pause).isGreaterThanOrEqualTo(5);
        assertThat(answering).endsWith("S");
        assertThat(pod.getTerminationGracePeriodSeconds())
                .isGreaterThan(pause + Long.parseLong(answering.replace("S", "")));
    }
}
