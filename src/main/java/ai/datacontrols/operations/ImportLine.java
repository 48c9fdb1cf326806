package ai.datacontrols.operations;

import ai.datacontrols.ledger.ImportedRecord;
import ai.datacontrols.ledger.ImportedRecord.PastChoice;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.web.error.ApiException;
import ai.datacontrols.web.error.ApiException.Type;
import ai.datacontrols.web.ndjson.JsonLines;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What earlier records say of one account and one product.
 *
 * @param ref what the caller calls the line; may be left out
 * @param plan the plan it is on; left out when none is known
 * @param since since when; goes with the plan
 * @param choices what was chosen, oldest first; may be left out
 * @param evidence where this is known from, 200 characters at the most; may be left out
 */
record ImportLine(
        JsonNode ref,
        UUID account,
        String product,
        String plan,
        Instant since,
        List<ImportedChoice> choices,
        String evidence)
        implements JsonLines.Line {

    /** A choice made before this store existed. */
    record ImportedChoice(Choice choice, Instant at) {

        private static PastChoice toPastChoice(ImportedChoice made) {
            return made == null ? new PastChoice(null, null) : new PastChoice(made.choice, made.at);
        }
    }

    @Override
    public void check() {
        toRecord();
    }

    /** @throws ApiException when the line makes no sense in itself */
    ImportedRecord toRecord() {
        try {
            return new ImportedRecord(account, product, plan, since, pastChoices(), evidence);
        } catch (IllegalArgumentException senseless) {
            throw new ApiException(Type.INVALID_VALUE, senseless.getMessage());
        }
    }

    private List<PastChoice> pastChoices() {
        return choices == null
                ? List.of()
                : choices.stream().map(ImportedChoice::toPastChoice).toList();
    }
}
