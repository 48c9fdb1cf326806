package ai.datacontrols.ledger;

import ai.datacontrols.ledger.feed.PropagationStatus;
import ai.datacontrols.ledger.store.MissingRows;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.PolicyTimeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an account's owner sees of it first, all of one moment.
 *
 * @param state where it stands
 * @param propagation by product, whether pipelines have applied the standing choice; none where no choice stands, or no pipeline is
 *     registered
 * @param email as it is kept; null when it isn't
 * @param verifiedEmail the address that the identity provider had verified; null when none
 * @param displayName as it is kept; null when it isn't
 * @param hasProfile whether anything is kept of who the account belongs to
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

    /** Whether the store has what a sign-in says of its person. */
    public boolean knows(String tokenEmail, boolean isVerified, String tokenName) {
        return hasProfile
                && Objects.equals(email, tokenEmail)
                && Objects.equals(verifiedEmail, isVerified ? tokenEmail : null)
                && Objects.equals(displayName, tokenName);
    }

    /** Adds the consent states of the products whose row is missing. */
    AccountOverview with(List<ConsentState> folded, PolicyTimeline timeline) {
        var consentStates = new HashMap<>(state.consentStates());
        folded.forEach(
                consentState -> consentStates.put(consentState.product(), consentState.asOf(state.at(), timeline)));
        var whole = new AccountState(consentStates, state.at(), state.erasedAt());
        return new AccountOverview(whole, propagation, email, verifiedEmail, displayName, hasProfile, Set.of());
    }

    /** Where the account stands with a product. */
    public ConsentState consentState(String product) {
        return state.consentState(product);
    }
}
