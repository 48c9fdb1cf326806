package ai.datacontrols.operations;

import ai.datacontrols.ledger.store.ListedErasure;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.ndjson.JsonLines;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/** A line of the list of erasures, in the form of the response to an erasure. */
record ErasureLine(JsonNode ref, UUID account, Instant erasedAt) implements JsonLines.Line {

    @Override
    public void check() {
        if (account == null || erasedAt == null) {
            throw new RequestException(ErrorKind.INVALID_VALUE, "account and erasedAt are required");
        }
    }

    ListedErasure toListed() {
        return new ListedErasure(account, erasedAt);
    }
}
