package ai.datacontrols.ledger;

import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticeShown;
import java.util.UUID;

/**
 * A command to opt out of, or into, a product.
 *
 * @param account the account of the data subject
 * @param product a product of the policy in force
 * @param choice the choice
 * @param expected what the page showed when the choice was made
 * @param noticeShown the notice that the page showed
 * @param requestId idempotency key: the same id again changes nothing more
 * @param globalPrivacyControl whether the browser sent Global Privacy Control
 */
public record ChooseCommand(
        UUID account,
        String product,
        Choice choice,
        ExpectedState expected,
        NoticeShown noticeShown,
        UUID requestId,
        boolean globalPrivacyControl) {

    /** Creates a command from a browser without Global Privacy Control. */
    public ChooseCommand(
            UUID account,
            String product,
            Choice choice,
            ExpectedState expected,
            NoticeShown noticeShown,
            UUID requestId) {
        this(account, product, choice, expected, noticeShown, requestId, false);
    }
}
