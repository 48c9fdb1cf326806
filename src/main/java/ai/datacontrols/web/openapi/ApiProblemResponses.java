package ai.datacontrols.web.openapi;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.ProblemDetails;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds problem responses to the OpenAPI document: those common to all operations, and those an operation names. */
final class ApiProblemResponses {

    private static final String OWN = "x-problems";
    private static final Set<ErrorKind> OF_EVERY_CALL = EnumSet.of(
            ErrorKind.INVALID_REQUEST,
            ErrorKind.UNAUTHENTICATED,
            ErrorKind.FORBIDDEN,
            ErrorKind.TOO_LARGE,
            ErrorKind.UNSUPPORTED_MEDIA_TYPE,
            ErrorKind.INVALID_VALUE,
            ErrorKind.INTERNAL_ERROR,
            ErrorKind.RECORD_UNVERIFIABLE,
            ErrorKind.UNAVAILABLE);
    /** Malformed, not acceptable, timed out, or with a URL or headers that are too long. */
    private static final List<Integer> STATUSES_OF_INVALID = List.of(400, 406, 408, 414, 431);

    private static final String EXAMPLE_OF_AN_ID = "0d0c5a3e-7f0a-4a39-9a3c-0a4e6b1f2c11";

    private ApiProblemResponses() {}

    static void addTo(Operation operation) {
        var responses = operation.getResponses();
        var byStatus = new TreeMap<>(typesOf(operation).stream().collect(groupingBy(ErrorKind::status)));
        byStatus.forEach((status, types) -> responses.addAPIResponse(status.toString(), response(status, types)));
        STATUSES_OF_INVALID.forEach(status ->
                responses.addAPIResponse(status.toString(), response(status, List.of(ErrorKind.INVALID_REQUEST))));
        operation.removeExtension(OWN);
    }

    private static Set<ErrorKind> typesOf(Operation operation) {
        var types = EnumSet.copyOf(OF_EVERY_CALL);
        if (operation.getRequestBody() != null) {
            types.add(ErrorKind.REQUEST_TIMEOUT);
        }
        if (operation.hasExtension(OWN)) {
            ((Collection<?>) operation.getExtensions().get(OWN)).forEach(name -> types.add(named(name.toString())));
        }
        return types;
    }

    private static ErrorKind named(String name) {
        return Arrays.stream(ErrorKind.values())
                .filter(type -> type.type().endsWith(":" + name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("unknown problem in the OpenAPI document: " + name));
    }

    private static APIResponse response(int status, List<ErrorKind> types) {
        var media = OASFactory.createMediaType().schema(schema(status, types));
        types.forEach(type -> addExample(media, status, type));
        var response = OASFactory.createAPIResponse()
                .description(types.stream().map(ErrorKind::title).collect(joining("; or: ")) + ".")
                .addHeader("Problem-Id", header("The id of the request, as in the log.", SchemaType.STRING))
                .content(OASFactory.createContent().addMediaType(ProblemDetails.MEDIA_TYPE, media));
        if (status == ErrorKind.UNSUPPORTED_MEDIA_TYPE.status()) {
            response.addHeader("Accept-Encoding", header("The accepted content coding.", SchemaType.STRING));
        }
        return types.get(0).retryAfter() == null
                ? response
                : response.addHeader("Retry-After", header("Seconds after which to retry.", SchemaType.INTEGER));
    }

    private static Schema schema(int status, List<ErrorKind> types) {
        return OASFactory.createSchema()
                .addAllOf(OASFactory.createSchema().ref("#/components/schemas/Problem"))
                .addProperty(
                        "type",
                        OASFactory.createSchema()
                                .enumeration(types.stream().map(ErrorKind::type).collect(Collectors.toList())))
                .addProperty("status", OASFactory.createSchema().constValue(status));
    }

    private static void addExample(MediaType media, int status, ErrorKind type) {
        media.addExample(
                type.name().toLowerCase().replace('_', '-'),
                OASFactory.createExample()
                        .value(Map.of(
                                "type", type.type(), "title", type.title(), "status", status, "id", EXAMPLE_OF_AN_ID)));
    }

    private static Header header(String description, SchemaType type) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(type));
    }
}
