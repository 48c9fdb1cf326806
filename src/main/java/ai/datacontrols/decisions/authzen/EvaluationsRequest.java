package ai.datacontrols.decisions.authzen;

import ai.datacontrols.decisions.authzen.EvaluationRequest.Action;
import ai.datacontrols.decisions.authzen.EvaluationRequest.Resource;
import ai.datacontrols.decisions.authzen.EvaluationRequest.Subject;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Several evaluations, with default values for the fields that an evaluation lacks.
 *
 * @param evaluations each as it was sent, because an invalid one must not invalidate the others; null or empty if the
 *     request is itself an evaluation
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record EvaluationsRequest(
        Subject subject,
        Action action,
        Resource resource,
        ObjectNode context,
        List<JsonNode> evaluations,
        EvaluationsOptions options) {

    /** @param semantic the name of an {@link EvaluationsSemantic}; null for the default */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record EvaluationsOptions(
            @JsonProperty("evaluations_semantic") String semantic) {}

    boolean isSingle() {
        return evaluations == null || evaluations.isEmpty();
    }

    EvaluationsSemantic semantic() {
        return EvaluationsSemantic.named(options == null ? null : options.semantic);
    }
}
