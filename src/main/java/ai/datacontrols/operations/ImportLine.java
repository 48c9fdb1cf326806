package ai.datacontrols.operations;

import ai.datacontrols.ledger.ImportedRecord;
import ai.datacontrols.ledger.ImportedRecord.PastChoice;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.ndjson.JsonLines;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The earlier records of one account and one product.
 *
 * @param plan the current plan; missing if unknown
 * @param since the start of the plan; required with a plan
 * @param choices the choices, oldest first; optional
 * @param evidence the source of this information, at most 200 characters; optional
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

    record ImportedChoice(Choice choice, Instant at) {

        private static PastChoice toPastChoice(ImportedChoice made) {
            return made == null ? new PastChoice(null, null) : new PastChoice(made.choice, made.at);
        }
    }

    @Override
    public void check() {
        toRecord();
    }

    ImportedRecord toRecord() {
        try {
            return new ImportedRecord(account, product, plan, since, pastChoices(), evidence);
        } catch (IllegalArgumentException senseless) {
            throw new RequestException(ErrorKind.INVALID_VALUE, senseless.getMessage());
        }
    }

    private List<PastChoice> pastChoices() {
        return choices == null
                ? List.of()
                : choices.stream().map(ImportedChoice::toPastChoice).toList();
    }
}
