package ai.datacontrols.decisions.authzen;

import ai.datacontrols.decisions.DecisionResponse;
import ai.datacontrols.policy.Reason;
import ai.datacontrols.web.error.RequestException;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;

/**
 * The result of an evaluation.
 *
 * @param context a {@link DecisionContext}, or an {@link ErrorContext} for an evaluation that failed; null for nothing
 */
@JsonInclude(Include.NON_NULL)
record EvaluationResponse(boolean decision, Object context) {

    /** The results of several evaluations, in their order. */
    record EvaluationsResponse(List<EvaluationResponse> evaluations) {}

    /** Why it was decided so; the fields are those of {@link DecisionResponse}. */
    record DecisionContext(
            String rule,
            Reason reason,
            String policyVersion,
            DecisionResponse.Entry entry,
            Instant asOf,
            long validFor) {}

    /** Why an evaluation failed. */
    record ErrorContext(EvaluationError error) {}

    /** @param status the HTTP status of a single evaluation that fails in this way */
    record EvaluationError(int status, String message) {}

    static EvaluationResponse of(DecisionResponse decision) {
        return new EvaluationResponse(
                decision.permitted(),
                new DecisionContext(
                        decision.rule(),
                        decision.reason(),
                        decision.policyVersion(),
                        decision.entry(),
                        decision.asOf(),
                        decision.validFor()));
    }

    /** Denies, because an evaluation that fails permits nothing. */
    static EvaluationResponse failed(RequestException error) {
        return new EvaluationResponse(
                false, new ErrorContext(new EvaluationError(error.kind().status(), error.getMessage())));
    }
}
