package ai.datacontrols.operations;

import ai.datacontrols.ledger.EarlierRecord;
import ai.datacontrols.ledger.EarlierRecord.EarlierChoice;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.web.ApiProblem;
import ai.datacontrols.web.ApiProblem.Type;
import ai.datacontrols.web.JsonLines;
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
        List<MadeChoice> choices,
        String evidence)
        implements JsonLines.Line {

    /** A choice made before this store existed. */
    record MadeChoice(Choice choice, Instant at) {

        private static EarlierChoice toEarlierChoice(MadeChoice made) {
            return made == null ? new EarlierChoice(null, null) : new EarlierChoice(made.choice, made.at);
        }
    }

    @Override
    public void check() {
        toRecord();
    }

    /** @throws ApiProblem when the line makes no sense in itself */
    EarlierRecord toRecord() {
        try {
            return new EarlierRecord(account, product, plan, since, earlierChoices(), evidence);
        } catch (IllegalArgumentException senseless) {
            throw new ApiProblem(Type.INVALID_VALUE, senseless.getMessage());
        }
    }

    private List<EarlierChoice> earlierChoices() {
        return choices == null
                ? List.of()
                : choices.stream().map(MadeChoice::toEarlierChoice).toList();
    }
}
