package ai.datacontrols.decisions.authzen;

import ai.datacontrols.decisions.authzen.EvaluationResponse.EvaluationsResponse;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.RestHeader;

/**
 * Evaluates access in the format of AuthZEN. An error of one evaluation denies that evaluation; an error of the whole
 * request is a problem.
 */
@Path("/access/v1")
@RolesAllowed("decisions-read")
public class EvaluationsResource {

    /** As many as a batch of lines, which are read in one statement. */
    private static final int MOST_EVALUATIONS = 1_000;

    private final EvaluationReader reader;
    private final TrainingDecisions decisions;

    EvaluationsResource(EvaluationReader reader, TrainingDecisions decisions) {
        this.reader = reader;
        this.decisions = decisions;
    }

    /**
     * Evaluates one access.
     *
     * @return 400 for a malformed or incomplete evaluation, and for another content type; 503 until the initial import
     *     is complete
     */
    @POST
    @Path("evaluation")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Produces(MediaType.APPLICATION_JSON)
    public EvaluationResponse evaluate(@RestHeader(HttpHeaders.CONTENT_TYPE) String contentType, InputStream body)
            throws IOException {
        return evaluate(reader.document(contentType, body));
    }

    /**
     * Evaluates several accesses, or one if there are no {@code evaluations}.
     *
     * @return the results in order, up to the one that ends the response by the requested semantic; 400 if the request
     *     as a whole is malformed, 503 until the initial import is complete
     */
    @POST
    @Path("evaluations")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Produces(MediaType.APPLICATION_JSON)
    public Object evaluateMany(@RestHeader(HttpHeaders.CONTENT_TYPE) String contentType, InputStream body)
            throws IOException {
        var document = reader.document(contentType, body);
        var request = reader.evaluations(document);
        if (request.isSingle()) {
            return evaluate(document);
        }
        if (request.evaluations().size() > MOST_EVALUATIONS) {
            throw new RequestException(ErrorKind.INVALID_REQUEST, "at most " + MOST_EVALUATIONS + " evaluations");
        }
        return new EvaluationsResponse(request.semantic().cut(evaluateAll(request.evaluations(), document)));
    }

    private EvaluationResponse evaluate(ObjectNode document) {
        var result = decisions.decide(List.of(reader.evaluation(document))).get(0);
        if (result instanceof RequestException failed) {
            throw failed;
        }
        return (EvaluationResponse) result;
    }

    private List<EvaluationResponse> evaluateAll(List<JsonNode> evaluations, ObjectNode document) {
        var results = new ArrayList<Object>();
        for (JsonNode evaluation : evaluations) {
            try {
                results.add(reader.evaluation(evaluation, document));
            } catch (RequestException invalid) {
                results.add(invalid);
            }
        }
        var valid = results.stream()
                .filter(EvaluationRequest.class::isInstance)
                .map(EvaluationRequest.class::cast)
                .toList();
        var decided = decisions.decide(valid).iterator();
        return results.stream()
                .map(result -> result instanceof EvaluationRequest ? decided.next() : result)
                .map(result -> result instanceof RequestException failed
                        ? EvaluationResponse.failed(failed)
                        : (EvaluationResponse) result)
                .toList();
    }
}
