package ai.datacontrols.decisions;

import ai.datacontrols.policy.DecisionQuery;
import ai.datacontrols.policy.FeedbackPart;
import ai.datacontrols.web.error.ApiException;
import ai.datacontrols.web.error.ApiException.Type;
import ai.datacontrols.web.ndjson.JsonLines;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * May this be used?
 *
 * @param ref what the caller calls it; echoed, may be left out
 * @param account whose it is
 * @param product the product it was created with
 * @param data its kind, such as {@code input-output}
 * @param createdAt when it was created
 * @param rating whether feedback has a thumb; false when left out
 * @param comment whether feedback has a comment; false when left out
 * @param asOf the moment to ask about; now when left out
 */
record DecisionRequest(
        JsonNode ref,
        UUID account,
        String product,
        String data,
        Instant createdAt,
        Boolean rating,
        Boolean comment,
        Instant asOf)
        implements JsonLines.Line {

    @Override
    public void check() {
        if (account == null || product == null || data == null || createdAt == null) {
            throw new ApiException(Type.INVALID_VALUE, "account, product, data and createdAt are needed");
        }
    }

    /**
     * @param now the moment it is asked
     * @throws ApiException when it is about the future, of which nothing can be said for certain
     */
    DecisionQuery toQuery(Instant now) {
        if (asOf != null && asOf.isAfter(now)) {
            throw new ApiException(Type.INVALID_VALUE, "asOf is later than now, " + now);
        }
        var feedback = FeedbackPart.of(Boolean.TRUE.equals(rating), Boolean.TRUE.equals(comment));
        return new DecisionQuery(product, data, createdAt, feedback, asOf == null ? now : asOf);
    }
}
