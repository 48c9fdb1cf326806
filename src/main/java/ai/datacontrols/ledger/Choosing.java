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
 */
public record Choosing(UUID account, String product, Choice choice, Seen seen, Shown shown, UUID requestId) {}
