package ai.datacontrols.subscriptions;

import ai.datacontrols.ledger.PlanReport;
import ai.datacontrols.web.ApiProblem;
import ai.datacontrols.web.ApiProblem.Type;
import ai.datacontrols.web.JsonLines;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * One line of a reconciliation: the plan that an account is on, or that it has none any more.
 *
 * @param ref what the caller calls the line; may be left out
 * @param startedAt when the plan started according to the caller; may be left out
 * @param ended true instead of a plan
 * @param endedAt when the plan ended according to the caller; may be left out
 * @param revision the caller's own growing number; may be left out
 */
record SubscriptionLine(
        JsonNode ref,
        UUID account,
        String product,
        String plan,
        Instant startedAt,
        Boolean ended,
        Instant endedAt,
        Long revision)
        implements JsonLines.Line {

    @Override
    public void check() {
        if (account == null || product == null) {
            throw new ApiProblem(Type.INVALID_VALUE, "account and product are needed");
        }
        if ((plan == null) != Boolean.TRUE.equals(ended)) {
            throw new ApiProblem(Type.INVALID_VALUE, "either a plan or \"ended\": true is needed");
        }
        if ((plan == null ? startedAt : endedAt) != null) {
            throw new ApiProblem(
                    Type.INVALID_VALUE,
                    "startedAt goes with a plan, endedAt with \"ended\": true, not the other way round");
        }
        SubscriptionsResource.requireRevision(revision);
    }

    PlanReport toReport() {
        return new PlanReport(account, product, plan, plan == null ? endedAt : startedAt, revision);
    }
}
