package ai.datacontrols.ledger.store;

import ai.datacontrols.ledger.chain.IntegrityAlarm;
import ai.datacontrols.ledger.feed.PropagationStatus;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.PolicyTimeline;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The state of an account as the pages show it, read by one statement.
 *
 * @param consentStates by product; a product without an entry of the account is missing
 * @param at the instant of reading, by the database's clock
 * @param propagation by product, the propagation status of the current choice; empty without a choice or a registered
 *     consumer
 * @param verifiedEmail the address that the identity provider had verified, or null
 * @param isProven whether the seals of head and rows show that the state follows from verified entries
 */
public record AccountOverview(
        UUID account,
        Map<String, ConsentState> consentStates,
        Instant at,
        Instant erasedAt,
        Map<String, PropagationStatus> propagation,
        String email,
        String verifiedEmail,
        String displayName,
        boolean hasProfile,
        long lastSequence,
        boolean isProven) {

    /** Returns whether the stored profile matches the claims of an ID token. */
    public boolean knows(String tokenEmail, boolean isVerified, String tokenName) {
        return hasProfile
                && Objects.equals(email, tokenEmail)
                && Objects.equals(verifiedEmail, isVerified ? tokenEmail : null)
                && Objects.equals(displayName, tokenName);
    }

    public AccountOverview with(VerifiedFold fold, PolicyTimeline timeline) {
        var folded = new HashMap<String, ConsentState>();
        fold.consentStates()
                .forEach(consentState -> folded.put(consentState.product(), consentState.asOf(at, timeline)));
        if (fold.lastSequence() == lastSequence
                && !(folded.equals(consentStates) && Objects.equals(fold.erasedAt(), erasedAt))) {
            IntegrityAlarm.forged(account, "projection");
        }
        return new AccountOverview(
                account,
                folded,
                at,
                fold.erasedAt(),
                Map.of(),
                email,
                verifiedEmail,
                displayName,
                hasProfile,
                fold.lastSequence(),
                true);
    }

    public ConsentState consentState(String product) {
        return consentStates.getOrDefault(product, ConsentState.none(product));
    }
}
