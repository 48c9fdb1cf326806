package ai.datacontrols.kubernetes;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapEnvSource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References between resources resolve: selectors match pods, ports have names, and every name exists. */
class ReferencesTest {

    private static final List<Release> RELEASES = Releases.all();

    private static List<Release> releases() {
        return RELEASES;
    }

    private static List<Release> production() {
        return RELEASES.stream()
                .filter(release -> release.name().startsWith("production"))
                .toList();
    }

    /** The other tests iterate over resources of these kinds and would pass without any. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                Deployment.class,
                PodDisruptionBudget.class,
                NetworkPolicy.class,
                Service.class,
                HorizontalPodAutoscaler.class,
                HTTPRoute.class,
                ServiceMonitor.class
            })
    void baseHasEachKindThatIsChecked(Class<?> kind) {
        assertThat(Releases.base().all(kind)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void selectorsFindPods(Release release) {
        release.all(Deployment.class).forEach(made -> {
            found(release, made.getSpec().getSelector().getMatchLabels());
            made.getSpec()
                    .getTemplate()
                    .getSpec()
                    .getTopologySpreadConstraints()
                    .forEach(spread -> found(release, spread.getLabelSelector().getMatchLabels()));
        });
        release.all(PodDisruptionBudget.class)
                .forEach(budget -> found(release, budget.getSpec().getSelector().getMatchLabels()));
        release.all(NetworkPolicy.class).forEach(policy -> found(release, labels(policy)));
        release.all(Service.class).forEach(service -> {
            var pods = found(release, service.getSpec().getSelector());
            service.getSpec()
                    .getPorts()
                    .forEach(port -> assertThat(pods)
                            .allMatch(pod -> hasPort(pod, port.getTargetPort().getStrVal())));
        });
    }

    /** The migration's pods belong to the application too, but serve no requests. */
    @ParameterizedTest
    @MethodSource("releases")
    void noTrafficIsRoutedToTheMigration(Release release) {
        assertThat(release.all(Service.class))
                .isNotEmpty()
                .allSatisfy(
                        service -> assertThat(release.podsWith(service.getSpec().getSelector()))
                                .hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void trafficIsDeniedUnlessAllowed(Release release) {
        var policies = release.all(NetworkPolicy.class).toList();

        assertThat(policies).anySatisfy(policy -> {
            assertThat(labels(policy)).isEmpty();
            assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
            assertThat(policy.getSpec().getIngress()).isEmpty();
            assertThat(policy.getSpec().getEgress()).isEmpty();
        });
        policies.forEach(policy -> policy.getSpec().getIngress().forEach(rule -> {
            assertThat(rule.getFrom()).as("peers").isNotEmpty();
            assertThat(rule.getPorts())
                    .extracting(NetworkPolicyPort::getPort)
                    .allSatisfy(port -> assertThat(release.podsWith(labels(policy)))
                            .allMatch(pod -> hasPort(pod, port.getStrVal())));
        }));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyReferencedResourceExists(Release release) {
        var application = release.all(Deployment.class).findFirst().orElseThrow();
        release.all(HorizontalPodAutoscaler.class).forEach(scaler -> {
            assertThat(scaler.getSpec().getScaleTargetRef().getName())
                    .isEqualTo(application.getMetadata().getName());
            assertThat(application.getSpec().getReplicas())
                    .as("the autoscaler sets the number of replicas")
                    .isNull();
        });
        assertThat(release.pods())
                .extracting(pod -> pod.getSpec().getServiceAccountName())
                .filteredOn(name -> name != null)
                .containsOnly(release.the(ServiceAccount.class).getMetadata().getName());
        release.all(HTTPRoute.class)
                .flatMap(route -> route.getSpec().getRules().stream())
                .flatMap(rule -> rule.getBackendRefs().stream())
                .forEach(backend -> assertThat(release.all(Service.class)
                                .filter(service ->
                                        service.getMetadata().getName().equals(backend.getName()))
                                .flatMap(service -> service.getSpec().getPorts().stream()))
                        .anyMatch(port -> port.getPort().equals(backend.getPort())));
        release.all(ServiceMonitor.class)
                .forEach(monitor -> assertThat(release.all(Service.class))
                        .anyMatch(service -> service.getMetadata()
                                .getLabels()
                                .entrySet()
                                .containsAll(monitor.getSpec()
                                        .getSelector()
                                        .getMatchLabels()
                                        .entrySet())));
    }

    /** The base doesn't generate them. */
    @ParameterizedTest
    @MethodSource("releases")
    void referencedConfigMapsExist(Release release) {
        var made = release.all(ConfigMap.class)
                .map(map -> map.getMetadata().getName())
                .toList();
        if (!release.name().equals("base")) {
            assertThat(release.containers()
                            .flatMap(container -> container.getEnvFrom().stream())
                            .map(source -> source.getConfigMapRef()))
                    .extracting(ConfigMapEnvSource::getName)
                    .isNotEmpty()
                    .isSubsetOf(made);
        }
    }

    @ParameterizedTest
    @MethodSource("production")
    void routesAreServedOverTlsOnTheHostOfTheSettings(Release release) {
        var host = URI.create(Variables.ofProduction().get("DATA_CONTROLS_ADDRESS"))
                .getHost();
        var gateway = release.the(Gateway.class);
        assertThat(gateway.getSpec().getListeners())
                .extracting(Listener::getName, Listener::getProtocol, Listener::getHostname)
                .containsExactlyInAnyOrder(tuple("https", "HTTPS", host), tuple("http", "HTTP", host));
        assertThat(gateway.getSpec().getListeners().get(0).getTls().getCertificateRefs())
                .isNotEmpty();
        assertThat(release.all(HTTPRoute.class)).hasSize(3).allSatisfy(route -> {
            assertThat(route.getSpec().getHostnames()).containsExactly(host);
            var parent = route.getSpec().getParentRefs().get(0);
            assertThat(parent.getName()).isEqualTo(gateway.getMetadata().getName());
            if (!parent.getSectionName().equals("https")) {
                assertThat(route.getSpec().getRules()).hasSize(1).allSatisfy(rule -> {
                    assertThat(rule.getBackendRefs()).isEmpty();
                    assertThat(rule.getFilters().get(0).getRequestRedirect().getScheme())
                            .isEqualTo("https");
                });
            }
        });
    }

    /** A request timeout of a route would abort streams and long polls. */
    @ParameterizedTest
    @MethodSource("production")
    void onlyTheRouteOfTheApiHasNoTimeout(Release release) {
        assertThat(release.all(HTTPRoute.class)
                        .filter(route -> !route.getSpec()
                                .getRules()
                                .get(0)
                                .getBackendRefs()
                                .isEmpty())
                        .map(route -> route.getMetadata().getName() + " "
                                + route.getSpec()
                                        .getRules()
                                        .get(0)
                                        .getTimeouts()
                                        .getRequest()))
                .containsExactlyInAnyOrder("data-controls 60s", "data-controls-api 0s");
    }

    @ParameterizedTest
    @MethodSource("production")
    void theRouteOfTheApiServesEveryOperation(Release release) throws IOException {
        var prefixes = release.all(HTTPRoute.class)
                .filter(route -> route.getMetadata().getName().equals("data-controls-api"))
                .flatMap(route -> route.getSpec().getRules().get(0).getMatches().stream())
                .map(match -> match.getPath().getValue() + "/")
                .toList();
        var paths = Files.readAllLines(Path.of("src", "main", "resources", "META-INF", "openapi.yaml")).stream()
                .filter(line -> line.matches("  /\\S+:"))
                .map(line -> line.strip().replaceFirst(":$", ""))
                // small and without a wait, so that the route of the pages will do
                .filter(path -> !path.startsWith("/.well-known/"))
                .toList();

        assertThat(paths)
                .hasSizeGreaterThan(10)
                .allMatch(path -> prefixes.stream().anyMatch(path::startsWith));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void egressNamesItsPeers(Release release) {
        assertThat(release.all(NetworkPolicy.class).flatMap(policy -> policy.getSpec().getEgress().stream()))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.getTo()).isNotEmpty().allSatisfy(peer -> {
                    if (peer.getIpBlock() != null) {
                        assertThat(peer.getIpBlock().getCidr()).doesNotEndWith("/0");
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("production")
    void parametersOfTheClusterReplaceEveryPlaceholder(Release release) {
        var cluster = Variables.ofCluster();
        var policies =
                release.all(NetworkPolicy.class).map(Serialization::asYaml).collect(joining("\n---\n"));

        assertThat(policies)
                .contains(
                        cluster.get("GATEWAY_NAMESPACE"),
                        cluster.get("MONITORING_NAMESPACE"),
                        cluster.get("DATABASE_CIDR"),
                        cluster.get("IDENTITY_PROVIDER_CIDR"));
        assertThat(release.the(Gateway.class).getSpec().getGatewayClassName()).isEqualTo(cluster.get("GATEWAY_CLASS"));
        assertThat(release.resources().stream().map(Serialization::asYaml).collect(joining("\n")))
                .as("placeholders of the base")
                .doesNotContain("host.invalid", "gateway-class", "192.0.2.0/24");
    }

    @Test
    void forwardedHeadersAreTrustedFromTheGatewayOnly() {
        assertThat(Variables.ofProduction())
                .containsEntry("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true")
                .hasEntrySatisfying(
                        "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES",
                        trusted -> assertThat(trusted).isNotBlank().doesNotEndWith("/0"));
    }

    /** With one replica more than the autoscaler's maximum, as during a roll-out. */
    @ParameterizedTest
    @MethodSource("releases")
    void theDatabaseHasConnectionsForAllReplicas(Release release) {
        var each = Integer.parseInt(Variables.ofProduction().get("QUARKUS_DATASOURCE_JDBC_MAX_SIZE"));

        // the default limit of PostgreSQL is 100, of which three are reserved for superusers
        release.all(HorizontalPodAutoscaler.class)
                .forEach(scaler -> assertThat(each * (scaler.getSpec().getMaxReplicas() + 1))
                        .isLessThanOrEqualTo(97));
    }

    private static List<PodTemplateSpec> found(Release release, Map<String, String> labels) {
        var pods = release.podsWith(labels);
        assertThat(pods).as("%s in %s", labels, release.name()).isNotEmpty();
        return pods;
    }

    private static Map<String, String> labels(NetworkPolicy policy) {
        return policy.getSpec().getPodSelector().getMatchLabels();
    }

    private static boolean hasPort(PodTemplateSpec pod, String name) {
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .anyMatch(port -> port.getName().equals(name));
    }
}
