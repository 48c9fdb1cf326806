package ai.datacontrols.decisions.authzen;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.inject.Vetoed;
import java.util.List;

/** The policy that the certification scenario of AuthZEN requires, instead of that of the product. */
@Vetoed // a bean of its own otherwise
class FixtureDecisions extends TrainingDecisions {

    FixtureDecisions() {
        super(null, null);
    }

    @Override
    public List<Object> decide(List<EvaluationRequest> evaluations) {
        return evaluations.stream()
                .<Object>map(evaluation -> new EvaluationResponse(permits(evaluation), null))
                .toList();
    }

    private static boolean permits(EvaluationRequest evaluation) {
        var isAlice = evaluation.subject().id().equals("alice");
        var isFirst = evaluation.resource().id().equals("record-1");
        return switch (evaluation.action().name()) {
            case "read" -> isFirst;
            case "write" ->
                text(evaluation.resource().properties(), "status").equals("archived")
                        ? text(evaluation.subject().properties(), "role").equals("admin")
                        : isAlice && isFirst;
            case "delete" ->
                isAlice
                        && isFirst
                        && text(evaluation.action().properties(), "soft").equals("true");
            default -> false;
        };
    }

    private static String text(ObjectNode properties, String name) {
        return properties == null ? "" : properties.path(name).asText();
    }
}
