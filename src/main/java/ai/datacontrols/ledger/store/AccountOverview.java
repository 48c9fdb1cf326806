package ai.datacontrols.ledger.store;

import ai.datacontrols.ledger.feed.PropagationStatus;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.PolicyTimeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Everything that the pages show of an account, read in one snapshot.
 *
 * @param state the consent states
 * @param propagation by product, the propagation status of the current choice; empty without a choice or a
 *     registered consumer
 * @param email the stored address, or null
 * @param verifiedEmail the address that the identity provider had verified, or null
 * @param displayName the stored name, or null
 * @param hasProfile whether a profile is stored
 * @param missing the products whose row of the projection is missing ({@link MissingRows})
 */
public record AccountOverview(
        AccountState state,
        Map<String, PropagationStatus> propagation,
        String email,
        String verifiedEmail,
        String displayName,
        boolean hasProfile,
        Set<String> missing) {

    /** Returns whether the stored profile matches the claims of an ID token. */
    public boolean knows(String tokenEmail, boolean isVerified, String tokenName) {
        return hasProfile
                && Objects.equals(email, tokenEmail)
                && Objects.equals(verifiedEmail, isVerified ? tokenEmail : null)
                && Objects.equals(displayName, tokenName);
    }

    /** Adds the consent states of the products whose row is missing. */
    public AccountOverview with(List<ConsentState> folded, PolicyTimeline timeline) {
        var consentStates = new HashMap<>(state.consentStates());
        folded.forEach(
                consentState -> consentStates.put(consentState.product(), consentState.asOf(state.at(), timeline)));
        var whole = new AccountState(consentStates, state.at(), state.erasedAt());
        return new AccountOverview(whole, propagation, email, verifiedEmail, displayName, hasProfile, Set.of());
    }

    public ConsentState consentState(String product) {
        return state.consentState(product);
    }
}
