package ai.datacontrols.subscriptions;

import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.ndjson.JsonLines;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * One line of a reconciliation: the plan of an account, or the end of its plan.
 *
 * @param startedAt when the plan started according to the client; optional
 * @param ended true instead of a plan
 * @param revision the client's own increasing number; optional
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
            throw new RequestException(ErrorKind.INVALID_VALUE, "account and product are needed");
        }
        if ((plan == null) != Boolean.TRUE.equals(ended)) {
            throw new RequestException(ErrorKind.INVALID_VALUE, "either a plan or \"ended\": true is needed");
        }
        if ((plan == null ? startedAt : endedAt) != null) {
            throw new RequestException(
                    ErrorKind.INVALID_VALUE,
                    "startedAt goes with a plan, endedAt with \"ended\": true, not the other way round");
        }
        SubscriptionsResource.requireRevision(revision);
    }

    SubscriptionReport toReport() {
        return new SubscriptionReport(account, product, plan, plan == null ? endedAt : startedAt, revision);
    }
}
