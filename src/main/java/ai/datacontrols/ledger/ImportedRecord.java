package ai.datacontrols.ledger;

import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.EventMetadata;
import ai.datacontrols.policy.rules.Choice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A record of one account and product from before this store existed.
 *
 * @param plan the current plan, or null if unknown
 * @param since when that plan started; null without a plan
 * @param choices the choices, oldest first; the last one is current, or null
 * @param evidence the source of the record, or null
 * @throws IllegalArgumentException if the record is inconsistent; the message says why
 */
public record ImportedRecord(
        UUID account, String product, String plan, Instant since, List<PastChoice> choices, String evidence) {

    private static final int EVIDENCE_LENGTH = 200;

    /** A choice made before this store existed. It may be older than the plan: a choice survives every plan. */
    public record PastChoice(Choice choice, Instant at) {

        public PastChoice {
            require(choice != null && at != null, "a choice needs its instant");
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    public ImportedRecord {
        require(account != null && product != null, "account and product are needed");
        require((plan == null) == (since == null), "plan and since go together");
        choices = choices == null ? List.of() : List.copyOf(choices);
        require(plan != null || !choices.isEmpty(), "neither a plan nor a choice");
        // PostgreSQL's precision
        since = since == null ? null : since.truncatedTo(ChronoUnit.MICROS);
        var instants = choices.stream().map(PastChoice::at).toList();
        require(instants.stream().sorted().toList().equals(instants), "the choices are not in order");
        require(
                instants(since, choices).noneMatch(instant -> instant.isBefore(Instant.EPOCH)),
                "an instant before 1970 can't be true");
        require(
                evidence == null
                        || evidence.codePointCount(0, evidence.length()) <= EVIDENCE_LENGTH
                                && evidence.indexOf('\0') < 0
                                // not for an unpaired surrogate
                                && StandardCharsets.UTF_8.newEncoder().canEncode(evidence),
                "evidence is text of " + EVIDENCE_LENGTH + " characters at most");
    }

    boolean isOptedOut() {
        return !choices.isEmpty() && choices.get(choices.size() - 1).choice() == Choice.OPTED_OUT;
    }

    boolean isLaterThan(Instant now) {
        return instants(since, choices).anyMatch(instant -> instant.isAfter(now));
    }

    List<AccountEvent> events(long lastSequence) {
        var events = new ArrayList<AccountEvent>();
        choices.stream()
                .filter(this::isBeforePlan)
                .forEach(made -> events.add(choice(made.choice(), lastSequence + 1 + events.size(), made.at())));
        if (plan != null) {
            events.add(plan(lastSequence + 1 + events.size(), since));
        }
        choices.stream()
                .filter(made -> !isBeforePlan(made))
                .forEach(made -> events.add(choice(made.choice(), lastSequence + 1 + events.size(), made.at())));
        return events;
    }

    PlanStarted plan(long sequence, Instant at) {
        return new PlanStarted(metadata(sequence, at, Actor.OPERATOR), product, plan, since, null);
    }

    ChoiceMade choice(Choice choice, long sequence, Instant at) {
        return new ChoiceMade(metadata(sequence, at, Actor.DATA_SUBJECT), product, choice);
    }

    private boolean isBeforePlan(PastChoice made) {
        return plan != null && made.at().isBefore(since);
    }

    private static EventMetadata metadata(long sequence, Instant at, Actor actor) {
        return new EventMetadata(sequence, at, actor, Channel.FIRST_LOAD, null);
    }

    private static Stream<Instant> instants(Instant since, List<PastChoice> choices) {
        return Stream.concat(Stream.ofNullable(since), choices.stream().map(PastChoice::at));
    }

    private static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
