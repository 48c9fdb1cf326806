package ai.datacontrols.documents;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.contract.ApiOperation;
import ai.datacontrols.contract.Contract;
import ai.datacontrols.ledger.ImportOutcome;
import ai.datacontrols.parts.ApplicationClasses;
import ai.datacontrols.policy.Reason;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.web.error.ErrorKind;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The API's document lists exactly the operations and fields of the code. */
@QuarkusTest
class OpenApiTest {

    private static final String API = "/api/v1";

    private static final String OF_THE_API = "/api/v1.*|/access/v1|/\\.well-known/authzen-configuration";

    /** Of pages only, of no operation, or the same to API clients as a general kind. */
    private static final EnumSet<ErrorKind> NOT_OF_AN_OPERATION = EnumSet.of(
            ErrorKind.COOKIES_MISSING,
            ErrorKind.RANGE_NOT_SATISFIABLE,
            ErrorKind.MISDIRECTED_REQUEST,
            ErrorKind.SECOND_FACTOR_MISSING,
            ErrorKind.CROSS_SITE_FORM,
            ErrorKind.METHOD_NOT_ALLOWED,
            ErrorKind.TOO_MANY_SEARCHES,
            ErrorKind.SIGN_IN_UNAVAILABLE);

    private Contract contract;

    @BeforeEach
    void read() {
        contract = Contract.published();
    }

    @Test
    void listsExactlyTheOperationsOfTheCode() {
        var calls = ApplicationClasses.IMPORTED.stream()
                .filter(each -> each.isAnnotatedWith(Path.class)
                        && each.getAnnotationOfType(Path.class).value().matches(OF_THE_API))
                .flatMap(each -> each.getMethods().stream())
                .flatMap(method -> call(method).stream())
                .collect(toCollection(TreeSet::new));

        assertThat(calls).hasSizeGreaterThan(10);
        var documented = new TreeSet<String>();
        contract.operations().forEach(operation -> documented.add(call(operation)));
        assertThat(documented).isEqualTo(calls);
    }

    /** Schemas have the names of the records that are sent. */
    @Test
    void everySchemaOfAnObjectListsExactlyTheFieldsOfItsRecord() {
        var objects = contract.document().at("/components/schemas").properties().stream()
                .filter(schema -> schema.getValue().path("type").asText().equals("object"))
                .toList();

        assertThat(objects)
                .hasSizeGreaterThan(20)
                .allSatisfy(schema -> assertThat(recordsNamed(schema.getKey()))
                        .as(schema.getKey())
                        .contains(new TreeSet<>(names(schema.getValue().path("properties")))));
    }

    /** Returns the names of the fields of each record with a simple name. */
    private static List<Set<String>> recordsNamed(String name) {
        return ApplicationClasses.IMPORTED.stream()
                .filter(each -> each.isRecord() && each.getSimpleName().equals(name))
                .map(each -> each.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .map(OpenApiTest::nameInJson)
                        .collect(toCollection(TreeSet::new)))
                .collect(Collectors.toList());
    }

    private static String nameInJson(JavaField field) {
        return field.tryGetAnnotationOfType(JsonProperty.class)
                .map(JsonProperty::value)
                .orElse(field.getName());
    }

    @Test
    void everyProblemHasStatusAndTitleOfItsKind() {
        var documented = EnumSet.noneOf(ErrorKind.class);
        contract.operations()
                .forEach(operation -> operation.node().path("responses").properties().stream()
                        .filter(response -> !response.getKey().equals("200"))
                        .forEach(response -> {
                            var media = contract.resolved(response.getValue()).at("/content/application~1problem+json");
                            var status = Integer.parseInt(response.getKey());
                            assertThat(media.at("/schema/properties/status/const")
                                            .asInt())
                                    .as(operation.id())
                                    .isEqualTo(status);
                            for (var type : values(media.at("/schema/properties/type"))) {
                                var kind = kind(type, status);
                                assertThat(kind)
                                        .as("%s %s %d", operation.id(), type, status)
                                        .isPresent();
                                documented.add(kind.orElseThrow());
                                assertThat(titles(media))
                                        .contains(kind.orElseThrow().title());
                            }
                        }));

        assertThat(documented).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(NOT_OF_AN_OPERATION));
    }

    private static Optional<ErrorKind> kind(String type, int status) {
        return Arrays.stream(ErrorKind.values())
                .filter(kind -> kind.type().equals(type) && kind.status() == status)
                .findFirst();
    }

    private static List<String> titles(JsonNode media) {
        return StreamSupport.stream(media.path("examples").spliterator(), false)
                .map(example -> example.at("/value/title").asText())
                .toList();
    }

    @Test
    void enumsAreComplete() {
        assertThat(values(schema("Reason"))).containsExactlyElementsOf(constants(Reason.values()));
        assertThat(values(schema("Choice"))).containsExactlyInAnyOrderElementsOf(constants(Choice.values()));
        // the other outcomes are problems
        assertThat(values(schema("Loaded").at("/properties/outcome")))
                .isSubsetOf(constants(ImportOutcome.values()))
                .hasSize(4);
    }

    @Test
    void isPublicAndCacheable() {
        for (var name : List.of("openapi.json", "openapi.yaml", "openapi")) {
            var answer = RestAssured.given().get(API + "/" + name);
            assertThat(answer.statusCode()).as(name).isEqualTo(200);
            assertThat(answer.headers().getValues("Cache-Control")).as(name).containsExactly("public, max-age=3600");
            assertThat(answer.contentType()).as(name).contains(name.endsWith("json") ? "json" : "yaml");
            assertThat(answer.asString()).contains("Data Controls API");
        }
    }

    @Test
    void everyOperationHasADescription() {
        assertThat(contract.operations()).allSatisfy(operation -> {
            assertThat(operation.node().path("summary").asText()).isNotBlank();
            assertThat(operation.node().path("description").asText()).isNotBlank();
            assertThat(names(operation.node().path("responses")))
                    .contains("200", "400", "406", "408", "413", "414", "415", "431", "500", "503");
            if (!operation.security().equals(ApiOperation.PUBLIC)) {
                assertThat(names(operation.node().path("responses"))).contains("401", "403");
            }
            if (operation.path().startsWith(API)) {
                assertThat(names(operation.node().path("responses"))).contains("422");
            }
            assertThat(operation.parameters()).allMatch(parameter -> parameter.has("example"));
        });
    }

    private JsonNode schema(String name) {
        return contract.document().path("components").path("schemas").path(name);
    }

    private static String call(ApiOperation operation) {
        return "%s %s consumes %s, produces %s, requires %s, parameters %s"
                .formatted(
                        operation.method(),
                        operation.path(),
                        operation.mediaTypeOfRequest().orElse("nothing"),
                        operation.mediaTypeOfAnswer(),
                        operation.security(),
                        operation.parameterNames());
    }

    /** Describes a resource method in the same form; empty if it isn't an operation. */
    private static Optional<String> call(JavaMethod method) {
        var resource = method.getOwner();
        return Stream.of(GET.class, PUT.class, POST.class, DELETE.class)
                .filter(method::isAnnotatedWith)
                .findFirst()
                .map(verb -> "%s %s consumes %s, produces %s, requires %s, parameters %s"
                        .formatted(
                                verb.getAnnotation(HttpMethod.class).value(),
                                path(resource, method),
                                method.tryGetAnnotationOfType(Consumes.class)
                                        .map(types -> types.value()[0])
                                        .orElse("nothing"),
                                method.getAnnotationOfType(Produces.class).value()[0],
                                resource.tryGetAnnotationOfType(RolesAllowed.class)
                                        .map(roles -> "serviceAccount " + roles.value()[0])
                                        .orElse(
                                                resource.isAnnotatedWith(PermitAll.class)
                                                        ? ApiOperation.PUBLIC
                                                        : "person"),
                                parameters(method)));
    }

    private static String path(JavaClass resource, JavaMethod method) {
        var own = method.tryGetAnnotationOfType(Path.class)
                .map(path -> "/" + path.value())
                .orElse("");
        // path parameters without their patterns
        return (resource.getAnnotationOfType(Path.class).value() + own)
                .replace("//", "/")
                .replaceAll("\\{(\\w+):(?:[^{}]|\\{\\d+})*}", "{$1}");
    }

    private static Set<String> parameters(JavaMethod method) {
        var names = new TreeSet<String>();
        Arrays.stream(method.reflect().getParameters()).forEach(parameter -> {
            for (Annotation annotation : parameter.getAnnotations()) {
                if (annotation.annotationType().getName().equals(RestPath.class.getName())) {
                    names.add("path " + parameter.getName());
                } else if (annotation.annotationType().getName().equals(RestQuery.class.getName())) {
                    names.add("query " + parameter.getName());
                }
            }
        });
        return names;
    }

    private static List<String> constants(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static List<String> values(JsonNode schema) {
        return StreamSupport.stream(schema.path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }
}
