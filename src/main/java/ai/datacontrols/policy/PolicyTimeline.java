package ai.datacontrols.policy;

import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import ai.datacontrols.policy.rules.UsageRule;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The published policy versions. Each is in force until the next one comes into force; the first has no start. */
public record PolicyTimeline(List<Policy> versions) {

    public PolicyTimeline {
        versions = versions.stream()
                .sorted(Comparator.comparing(Policy::inForceFrom))
                .toList();
        if (versions.isEmpty() || !versions.get(0).inForceFrom().equals(Instant.MIN)) {
            throw new IllegalArgumentException("the first version must not have a start");
        }
        if (versions.stream().map(Policy::inForceFrom).distinct().count() < versions.size()) {
            throw new IllegalArgumentException("two versions in force from the same instant");
        }
    }

    public Policy at(Instant instant) {
        var inForce = versions.get(0);
        for (Policy version : versions) {
            if (!version.inForceFrom().isAfter(instant)) {
                inForce = version;
            }
        }
        return inForce;
    }

    /** Returns a version by id; the first version for an unknown id. */
    public Policy version(String id) {
        return versions.stream()
                .filter(version -> version.version().equals(id))
                .findFirst()
                .orElse(versions.get(0));
    }

    public Optional<Policy> nextAfter(Instant instant) {
        return versions.stream()
                .filter(version -> version.inForceFrom().isAfter(instant))
                .findFirst();
    }

    /** Returns the versions that came into force after {@code from} and not after {@code to}, in order. */
    List<Policy> comingIntoForce(Instant from, Instant to) {
        return versions.stream()
                .filter(version -> version.inForceFrom().isAfter(from)
                        && !version.inForceFrom().isAfter(to))
                .toList();
    }

    /**
     * Returns the last version whose coming into force started or ended use; empty if plan or choice decided last.
     * Considers only versions since the last entry, because plan and choice haven't changed since then.
     */
    public Optional<Policy> lastToChangeUse(ConsentState consentState) {
        var last = consentState.lastEntry();
        if (last == null) {
            return Optional.empty();
        }
        var wasAllowed = at(last.at()).allows(consentState.product(), consentState.plan(), consentState.choice());
        Policy found = null;
        for (Policy version : comingIntoForce(last.at(), consentState.at())) {
            var isAllowed = version.allows(consentState.product(), consentState.plan(), consentState.choice());
            found = isAllowed == wasAllowed ? found : version;
            wasAllowed = isAllowed;
        }
        return Optional.ofNullable(found);
    }

    /** Returns every version that was in force at some point between two instants, both included. */
    List<Policy> inForceBetween(Instant from, Instant to) {
        var first = at(from);
        return versions.stream()
                .filter(version -> version.equals(first)
                        || version.inForceFrom().isAfter(from)
                                && !version.inForceFrom().isAfter(to))
                .toList();
    }

    public Set<String> products() {
        return versions.stream()
                .flatMap(version -> version.products().stream())
                .map(Product::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public boolean knows(String product) {
        return versions.stream().anyMatch(version -> version.product(product).isPresent());
    }

    /** Returns whether any version has a rule for this data that depends on the plan at its creation. */
    boolean asksForFeedback(String product, String data) {
        return !data.equals(Policy.INPUT_OUTPUT)
                && versions.stream()
                        .flatMap(version -> version.rules().stream())
                        .anyMatch(rule -> rule.appliesTo(product, data) && rule.use() == UsageRule.WHEN_GIVEN);
    }

    /**
     * Decides whether data may be used. Other callers use {@link AccountFold} while they read the entries.
     *
     * @param history all events of the account, in the order of their sequence
     */
    public Decision decide(DecisionQuery query, Iterable<AccountEvent> history) {
        return explain(query, history).decision();
    }

    public Explanation explain(DecisionQuery query, Iterable<AccountEvent> history) {
        var fold = new AccountFold(this).expect(query.product(), query.data(), query.createdAt(), query.asOf());
        history.forEach(fold);
        return fold.explain(query);
    }

    public List<IntervalPart> explainInterval(DecisionQuery query, Instant end, Iterable<AccountEvent> history) {
        var fold = new AccountFold(this).expect(query.product(), query.data(), query.createdAt(), end, query.asOf());
        history.forEach(fold);
        return fold.explainInterval(query, end);
    }
}
