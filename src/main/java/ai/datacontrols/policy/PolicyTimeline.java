package ai.datacontrols.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The published versions over time. From the instant a version is in force it holds until the next one does; the first
 * has no beginning.
 */
public record PolicyTimeline(List<Policy> versions) {

    public PolicyTimeline {
        versions = versions.stream()
                .sorted(Comparator.comparing(Policy::inForceFrom))
                .toList();
        if (versions.isEmpty() || !versions.get(0).inForceFrom().equals(Instant.MIN)) {
            throw new IllegalArgumentException("the first version has no beginning, so every instant has its rules");
        }
        if (versions.stream().map(Policy::inForceFrom).distinct().count() < versions.size()) {
            throw new IllegalArgumentException("two versions in force from the same instant");
        }
    }

    /** The version in force at an instant, its first instant included. */
    public Policy at(Instant instant) {
        var inForce = versions.get(0);
        for (Policy version : versions) {
            if (!version.inForceFrom().isAfter(instant)) {
                inForce = version;
            }
        }
        return inForce;
    }

    /** A published version by its id; the first for an id that was never published. */
    public Policy version(String id) {
        return versions.stream()
                .filter(version -> version.version().equals(id))
                .findFirst()
                .orElse(versions.get(0));
    }

    /** The version that comes into force next after an instant, if one is published. */
    public Optional<Policy> nextAfter(Instant instant) {
        return versions.stream()
                .filter(version -> version.inForceFrom().isAfter(instant))
                .findFirst();
    }

    /** The versions that came into force after {@code from} and not after {@code to}, in order. */
    List<Policy> comingIntoForce(Instant from, Instant to) {
        return versions.stream()
                .filter(version -> version.inForceFrom().isAfter(from)
                        && !version.inForceFrom().isAfter(to))
                .toList();
    }

    /**
     * Returns the last version that began or ended use by coming into force: plan and choice have been the same since their last entry,
     * so nothing else can have.
     *
     * @param standing a consent state; versions after its instant aren't considered
     * @return empty if plan or choice decided last
     */
    public Optional<Policy> lastToChangeUse(Standing standing) {
        var last = standing.lastEntry();
        if (last == null) {
            return Optional.empty();
        }
        var wasAllowed = at(last.at()).allows(standing.product(), standing.plan(), standing.choice());
        Policy found = null;
        for (Policy version : comingIntoForce(last.at(), standing.at())) {
            var isAllowed = version.allows(standing.product(), standing.plan(), standing.choice());
            found = isAllowed == wasAllowed ? found : version;
            wasAllowed = isAllowed;
        }
        return Optional.ofNullable(found);
    }

    /** Every version that was in force at some moment of the time between the two instants, both included. */
    List<Policy> inForceBetween(Instant from, Instant to) {
        var first = at(from);
        return versions.stream()
                .filter(version -> version.equals(first)
                        || version.inForceFrom().isAfter(from)
                                && !version.inForceFrom().isAfter(to))
                .toList();
    }

    /** Decides whether data may be used. The one function that pages, API, receipts and support all call. */
    public Decision decide(Question question, AccountHistory history) {
        return explain(question, history).decision();
    }

    /** The same, with how it was found. */
    public Explanation explain(Question question, AccountHistory history) {
        return new DecisionOrder(this, question, history).explain();
    }

    /**
     * Explains the decisions for data created within an interval. Between two events, and two policy versions, a decision doesn't
     * depend on the instant of creation.
     *
     * @param question asked for the first instant of the interval
     * @param end the first instant after it
     * @return one part for each stretch with the same outcome, in order
     */
    public List<IntervalPart> explainInterval(Question question, Instant end, AccountHistory history) {
        var parts = new ArrayList<IntervalPart>();
        for (Instant createdAt : instants(question, end, history)) {
            var explanation = explain(question.createdAt(createdAt), history);
            if (parts.isEmpty() || !parts.get(parts.size() - 1).explanation().hasSameOutcome(explanation)) {
                parts.add(new IntervalPart(createdAt, explanation));
            }
        }
        return parts;
    }

    /** The first instant of the interval, and those within it at which the decision can change; none after {@code asOf}. */
    private SortedSet<Instant> instants(Question question, Instant end, AccountHistory history) {
        var changes = Stream.concat(
                        history.events().stream().map(event -> event.recording().at()),
                        versions.stream().map(Policy::inForceFrom))
                .filter(at -> at.isAfter(question.createdAt()) && at.isBefore(end) && !at.isAfter(question.asOf()));
        return Stream.concat(Stream.of(question.createdAt()), changes).collect(Collectors.toCollection(TreeSet::new));
    }
}
