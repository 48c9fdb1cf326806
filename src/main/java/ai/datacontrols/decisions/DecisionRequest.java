package ai.datacontrols.decisions;

import ai.datacontrols.policy.DecisionQuery;
import ai.datacontrols.policy.rules.FeedbackPart;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.ndjson.JsonLines;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * A request to decide whether one piece of data may be used.
 *
 * @param ref the client's reference; echoed, optional
 * @param data its kind, such as {@code input-output}
 * @param rating whether feedback has a thumb; by default false
 * @param comment whether feedback has a comment; by default false
 * @param asOf the instant to decide for; by default now
 */
public record DecisionRequest(
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
            throw new RequestException(ErrorKind.INVALID_VALUE, "account, product, data and createdAt are needed");
        }
    }

    /** @throws RequestException if {@code asOf} is later than now, which can't be decided for certain */
    DecisionQuery toQuery(Instant now) {
        if (asOf != null && asOf.isAfter(now)) {
            throw new RequestException(ErrorKind.INVALID_VALUE, "asOf is later than now, " + now);
        }
        var feedback = FeedbackPart.of(Boolean.TRUE.equals(rating), Boolean.TRUE.equals(comment));
        return new DecisionQuery(product, data, createdAt, feedback, asOf == null ? now : asOf);
    }
}
