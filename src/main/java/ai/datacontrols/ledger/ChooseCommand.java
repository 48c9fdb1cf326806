package ai.datacontrols.ledger;

import ai.datacontrols.policy.ChoiceAction;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.rules.Choice;
import java.util.UUID;

/**
 * A command to opt out of, or into, a product, or to withdraw an opt-out.
 *
 * @param expected the state that the page showed
 * @param noticeShown the notice that the page showed; null if unknown
 * @param requestId idempotency key: a repeated command with the same id has no further effect
 */
public record ChooseCommand(
        UUID account,
        String product,
        ChoiceAction action,
        ExpectedState expected,
        NoticeShown noticeShown,
        UUID requestId,
        boolean globalPrivacyControl) {

    public ChooseCommand(
            UUID account,
            String product,
            Choice choice,
            ExpectedState expected,
            NoticeShown noticeShown,
            UUID requestId) {
        this(account, product, ChoiceAction.of(choice), expected, noticeShown, requestId, false);
    }
}
