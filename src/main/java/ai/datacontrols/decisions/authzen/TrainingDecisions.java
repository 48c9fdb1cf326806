package ai.datacontrols.decisions.authzen;

import ai.datacontrols.decisions.DecisionRequest;
import ai.datacontrols.decisions.DecisionResponse;
import ai.datacontrols.decisions.Decisions;
import ai.datacontrols.policy.Reason;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.input.FormValues;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Decides evaluations of one kind: may data of an account be used to train models? Subjects are accounts, the type of a
 * resource is the kind of data, and its properties say what a decision depends on. Anything else is denied.
 */
@ApplicationScoped
class TrainingDecisions {

    private static final String SUBJECT = "account";
    private static final String ACTION = "train";

    private final Decisions decisions;
    private final EvaluationReader reader;

    TrainingDecisions(Decisions decisions, EvaluationReader reader) {
        this.decisions = decisions;
        this.reader = reader;
    }

    /** The properties of a resource that a decision depends on ({@link DecisionRequest}). */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ResourceProperties(String product, Instant createdAt, Boolean rating, Boolean comment) {}

    /** @param asOf the instant to decide for; null for now */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RequestContext(Instant asOf) {}

    /**
     * Decides evaluations.
     *
     * @return in their order an {@link EvaluationResponse} for each, or the {@link RequestException} of one that can't
     *     be decided
     */
    public List<Object> decide(List<EvaluationRequest> evaluations) {
        var results = new ArrayList<Object>();
        var queries = new ArrayList<DecisionRequest>();
        for (EvaluationRequest evaluation : evaluations) {
            try {
                var result = denialOrQuery(evaluation);
                if (result instanceof DecisionRequest query) {
                    queries.add(query);
                }
                results.add(result);
            } catch (RequestException invalid) {
                results.add(invalid);
            }
        }
        var decided = queries.isEmpty()
                ? List.of().iterator()
                : decisions.decideAll(queries).iterator();
        results.replaceAll(result -> result instanceof DecisionRequest ? decided.next() : result);
        results.replaceAll(TrainingDecisions::response);
        return results;
    }

    private static Object response(Object result) {
        if (result instanceof DecisionResponse decision) {
            return EvaluationResponse.of(decision);
        }
        return new RequestException(ErrorKind.INVALID_REQUEST, ((RequestException) result).getMessage());
    }

    /** Well-formed evaluations of other policies are denied, as the standard has it: only malformed ones are errors. */
    private Object denialOrQuery(EvaluationRequest evaluation) {
        if (!ACTION.equals(evaluation.action().name())) {
            return decisions.deny(Reason.NO_RULE);
        }
        if (!SUBJECT.equals(evaluation.subject().type())) {
            return decisions.deny(Reason.UNKNOWN_ACCOUNT);
        }
        var account = FormValues.uuid(evaluation.subject().id());
        return account.isEmpty()
                ? decisions.deny(Reason.UNKNOWN_ACCOUNT)
                : query(account.get(), evaluation.resource(), evaluation.context());
    }

    /** Misspelt properties are unknown fields and so ignored; required ones, because none of them has a default. */
    private DecisionRequest query(UUID account, EvaluationRequest.Resource resource, ObjectNode context) {
        var properties =
                resource.properties() == null ? null : reader.read(resource.properties(), ResourceProperties.class);
        if (properties == null || properties.product() == null || properties.createdAt() == null) {
            throw new RequestException(
                    ErrorKind.INVALID_REQUEST,
                    "resource.properties.product and resource.properties.createdAt are needed");
        }
        var asOf = context == null
                ? null
                : reader.read(context, RequestContext.class).asOf();
        return new DecisionRequest(
                null,
                account,
                properties.product(),
                resource.type(),
                properties.createdAt(),
                properties.rating(),
                properties.comment(),
                asOf);
    }
}
