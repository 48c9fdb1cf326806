package ai.datacontrols.ledger;

import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.Seen;
import ai.datacontrols.policy.Shown;
import java.util.UUID;

/**
 * Somebody's wish to opt out of, or into, a product.
 *
 * @param account whose
 * @param product a product of the policy in force
 * @param choice what they chose
 * @param seen what the page showed when they chose
 * @param shown the words they had before them
 * @param requestId names the attempt: the same id again changes nothing more
 * @param globalPrivacyControl whether their browser sent Global Privacy Control along
 */
public record Choosing(
        UUID account,
        String product,
        Choice choice,
        Seen seen,
        Shown shown,
        UUID requestId,
        boolean globalPrivacyControl) {

    /** The same of a browser that sends no such thing. */
    public Choosing(UUID account, String product, Choice choice, Seen seen, Shown shown, UUID requestId) {
        this(account, product, choice, seen, shown, requestId, false);
    }
}
