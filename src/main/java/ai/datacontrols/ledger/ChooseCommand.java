package ai.datacontrols.ledger;

import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticeShown;
import java.util.UUID;

/**
 * Somebody's wish to opt out of, or into, a product.
 *
 * @param account whose
 * @param product a product of the policy in force
 * @param choice what they chose
 * @param expected what the page showed when they chose
 * @param noticeShown the words they had before them
 * @param requestId names the attempt: the same id again changes nothing more
 * @param globalPrivacyControl whether their browser sent Global Privacy Control along
 */
public record ChooseCommand(
        UUID account,
        String product,
        Choice choice,
        ExpectedState expected,
        NoticeShown noticeShown,
        UUID requestId,
        boolean globalPrivacyControl) {

    /** The same of a browser that sends no such thing. */
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
