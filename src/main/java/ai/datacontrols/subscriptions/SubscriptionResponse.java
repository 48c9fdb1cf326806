package ai.datacontrols.subscriptions;

import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.ledger.SubscriptionResult;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * The recorded plan of an account on a product.
 *
 * @param ref the client's reference of the line; absent in the response to a single report
 * @param since since when this is in force, that is when it was recorded; null if nothing was ever recorded
 * @param reason why the report changed nothing; absent if it did
 */
record SubscriptionResponse(
        @JsonInclude(Include.NON_NULL) JsonNode ref,
        UUID account,
        String product,
        String plan,
        Instant since,
        boolean changed,
        @JsonInclude(Include.NON_NULL) Unchanged reason) {

    enum Unchanged {
        ALREADY_KNOWN,
        STALE,
        AMBIGUOUS
    }

    static SubscriptionResponse of(JsonNode ref, SubscriptionReport report, SubscriptionResult result) {
        return switch (result.outcome()) {
            case RECORDED -> of(ref, report, result.consentState(), null);
            case ALREADY_KNOWN -> of(ref, report, result.consentState(), Unchanged.ALREADY_KNOWN);
            case STALE -> of(ref, report, result.consentState(), Unchanged.STALE);
            case AMBIGUOUS -> of(ref, report, result.consentState(), Unchanged.AMBIGUOUS);
            case UNKNOWN_PRODUCT -> throw new RequestException(ErrorKind.UNKNOWN_PRODUCT);
            case UNKNOWN_PLAN -> throw new RequestException(ErrorKind.UNKNOWN_PLAN);
            case ACCOUNT_ERASED -> throw new RequestException(ErrorKind.CONFLICT, "the account was erased");
            case IMPOSSIBLE_INSTANT ->
                throw new RequestException(
                        ErrorKind.INVALID_VALUE,
                        (report.plan() == null ? "endedAt" : "startedAt") + " is later than now, or before 1970");
        };
    }

    private static SubscriptionResponse of(
            JsonNode ref, SubscriptionReport report, ConsentState consentState, Unchanged reason) {
        EntryRef entry = consentState.planEntry();
        return new SubscriptionResponse(
                ref,
                report.account(),
                report.product(),
                consentState.plan(),
                entry == null ? null : entry.at(),
                reason == null,
                reason);
    }
}
