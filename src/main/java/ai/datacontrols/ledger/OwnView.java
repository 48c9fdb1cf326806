package ai.datacontrols.ledger;

import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an account's owner sees of it first, all of one moment.
 *
 * @param state where it stands
 * @param obedience by product, whether pipelines have applied the standing choice; none where no choice stands, or no pipeline is
 *     registered
 * @param email as it is kept; null when it isn't
 * @param verifiedEmail the address that the identity provider had verified; null when none
 * @param displayName as it is kept; null when it isn't
 * @param hasProfile whether anything is kept of who the account belongs to
 * @param missing the products whose row of the projection is missing ({@link MissingRows})
 */
public record OwnView(
        AccountState state,
        Map<String, Obedience> obedience,
        String email,
        String verifiedEmail,
        String displayName,
        boolean hasProfile,
        Set<String> missing) {

    /** Whether the store has what a sign-in says of its person. */
    public boolean knows(String saidEmail, boolean isVerified, String saidName) {
        return hasProfile
                && Objects.equals(email, saidEmail)
                && Objects.equals(verifiedEmail, isVerified ? saidEmail : null)
                && Objects.equals(displayName, saidName);
    }

    /** Adds the consent states of the products whose row is missing. */
    OwnView with(List<Standing> folded, PolicyTimeline timeline) {
        var standings = new HashMap<>(state.standings());
        folded.forEach(standing -> standings.put(standing.product(), standing.at(state.at(), timeline)));
        var whole = new AccountState(standings, state.at(), state.erasedAt());
        return new OwnView(whole, obedience, email, verifiedEmail, displayName, hasProfile, Set.of());
    }

    /** Where the account stands with a product. */
    public Standing standing(String product) {
        return state.standing(product);
    }
}
