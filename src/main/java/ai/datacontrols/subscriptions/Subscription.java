package ai.datacontrols.subscriptions;

import ai.datacontrols.ledger.PlanReport;
import ai.datacontrols.ledger.PlanReported;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.policy.Standing;
import ai.datacontrols.web.ApiProblem;
import ai.datacontrols.web.ApiProblem.Type;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * What is recorded of an account's plan on a product.
 *
 * @param ref what the caller called the line; absent where there was one subscription only
 * @param plan null when there is none
 * @param since since when that is in force: when it was recorded; null when nothing was ever recorded
 * @param changed whether it was recorded now
 * @param reason why the report changed nothing; absent when it did
 */
record Subscription(
        @JsonInclude(Include.NON_NULL) JsonNode ref,
        UUID account,
        String product,
        String plan,
        Instant since,
        boolean changed,
        @JsonInclude(Include.NON_NULL) Unchanged reason) {

    /** Why a report changed nothing. */
    enum Unchanged {
        ALREADY_KNOWN,
        STALE,
        AMBIGUOUS
    }

    /** @throws ApiProblem when the report can't be taken */
    static Subscription of(JsonNode ref, PlanReport report, PlanReported reported) {
        return switch (reported.outcome()) {
            case RECORDED -> of(ref, report, reported.standing(), null);
            case ALREADY_KNOWN -> of(ref, report, reported.standing(), Unchanged.ALREADY_KNOWN);
            case STALE -> of(ref, report, reported.standing(), Unchanged.STALE);
            case AMBIGUOUS -> of(ref, report, reported.standing(), Unchanged.AMBIGUOUS);
            case UNKNOWN_PRODUCT -> throw new ApiProblem(Type.UNKNOWN_PRODUCT, null);
            case UNKNOWN_PLAN -> throw new ApiProblem(Type.UNKNOWN_PLAN, null);
            case ACCOUNT_ERASED -> throw new ApiProblem(Type.CONFLICT, "the account was erased");
            case IMPOSSIBLE_INSTANT ->
                throw new ApiProblem(
                        Type.INVALID_VALUE,
                        (report.plan() == null ? "endedAt" : "startedAt") + " is later than now, or before 1970");
        };
    }

    private static Subscription of(JsonNode ref, PlanReport report, Standing standing, Unchanged reason) {
        EntryRef entry = standing.planEntry();
        return new Subscription(
                ref,
                report.account(),
                report.product(),
                standing.plan(),
                entry == null ? null : entry.at(),
                reason == null,
                reason);
    }
}
