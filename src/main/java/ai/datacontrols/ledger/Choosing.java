package ai.datacontrols.ledger;

import ai.datacontrols.policy.AccountEvent.ChoiceMade;
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
 * @param requestId names the attempt: the same id again gives the first result
 */
public record Choosing(UUID account, String product, Choice choice, Seen seen, Shown shown, UUID requestId) {

    /** Whether this entry is what the attempt led to before. */
    boolean isKeptIn(LedgerEntry entry) {
        return entry.requestId.equals(requestId)
                && entry.toEvent() instanceof ChoiceMade made
                && made.product().equals(product)
                && made.choice() == choice;
    }
}
