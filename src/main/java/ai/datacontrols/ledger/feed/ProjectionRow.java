package ai.datacontrols.ledger.feed;

import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.policy.rules.Choice;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A row of {@code current_permission} as it is stored. The only mapper of its columns to a consent state. */
public record ProjectionRow(
        String product,
        String plan,
        Long planEntry,
        Instant planAt,
        String choice,
        Long choiceEntry,
        Instant choiceAt,
        Instant usableSince,
        Long usableSinceEntry,
        Instant standingAt) {

    private static final Map<String, Choice> CHOICES =
            Arrays.stream(Choice.values()).collect(Collectors.toMap(Enum::name, choice -> choice));

    /** Returns the consent state; empty for a row with a choice that no consent state has, so that it proves nothing. */
    public Optional<ConsentState> toConsentState() {
        var known = choice == null ? null : CHOICES.get(choice);
        if (choice != null && known == null) {
            return Optional.empty();
        }
        return Optional.of(new ConsentState(
                product,
                plan,
                entry(planEntry, planAt),
                known,
                entry(choiceEntry, choiceAt),
                usableSince,
                entry(usableSinceEntry, usableSince),
                standingAt));
    }

    private static EntryRef entry(Long sequence, Instant at) {
        return sequence == null ? null : new EntryRef(sequence, at);
    }
}
