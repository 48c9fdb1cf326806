package ai.datacontrols.kubernetes;

import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.kustomize.v1beta1.Kustomization;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Parses manifests as a cluster does with strict field validation: unknown fields and wrong types are rejected. */
final class Manifest {

    /** Custom resources without a Java model, whose fields aren't validated. */
    private static final String WITHOUT_MODEL = "gateway.envoyproxy.io/";

    private static final KubernetesSerialization READER = new KubernetesSerialization(strict(), true);

    static {
        READER.registerKubernetesResource(ServiceMonitor.class);
        READER.registerKubernetesResource(PrometheusRule.class);
    }

    private Manifest() {}

    /** Parses a kustomization or a component, which have the same fields. */
    static Kustomization readKustomization(String yaml) {
        return known(READER.unmarshal(yaml, Kustomization.class), "kustomization");
    }

    /**
     * Parses the resources of a file.
     *
     * @throws IllegalArgumentException if a resource doesn't conform to its kind
     */
    static List<HasMetadata> read(String yaml) {
        return Stream.of(yaml.split("(?m)^---$"))
                .filter(document -> !document.isBlank())
                .map(Manifest::readOne)
                .toList();
    }

    private static HasMetadata readOne(String yaml) {
        HasMetadata resource = READER.unmarshal(yaml);
        if (resource.getApiVersion().startsWith(WITHOUT_MODEL)) {
            return resource;
        }
        if (resource instanceof GenericKubernetesResource unknown) {
            throw new IllegalArgumentException("unknown kind " + unknown.getApiVersion() + " " + unknown.getKind());
        }
        return known(resource, resource.getKind());
    }

    private static <T> T known(T read, String name) {
        var unknown = new ArrayList<String>();
        collectUnknown(read, name, unknown);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown fields " + unknown);
        }
        return read;
    }

    /** Rejects numbers and booleans in place of strings, as clusters do and Jackson doesn't by default. */
    private static JsonMapper strict() {
        return JsonMapper.builder()
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> Stream.of(
                                        CoercionInputShape.Integer,
                                        CoercionInputShape.Float,
                                        CoercionInputShape.Boolean)
                                .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
                .withCoercionConfig(
                        LogicalType.Integer,
                        number -> number.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Boolean, truth -> truth.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
                .build();
    }

    /** Collects fields that the model doesn't know, which Jackson stores separately. */
    private static void collectUnknown(Object part, String path, List<String> unknown) {
        if (part instanceof Collection<?> many) {
            many.forEach(one -> collectUnknown(one, path, unknown));
        } else if (part instanceof Map<?, ?> map) {
            map.forEach((key, value) -> collectUnknown(value, path + "." + key, unknown));
        } else if (part != null && part.getClass().getPackageName().startsWith("io.fabric8.")) {
            for (Field field : part.getClass().getDeclaredFields()) {
                if (field.getName().equals("additionalProperties")) {
                    ((Map<?, ?>) value(field, part)).keySet().forEach(name -> unknown.add(path + "." + name));
                } else if (!Modifier.isStatic(field.getModifiers())
                        && !part.getClass().isEnum()) {
                    collectUnknown(value(field, part), path + "." + field.getName(), unknown);
                }
            }
        }
    }

    private static Object value(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new IllegalStateException(e);
        }
    }
}
