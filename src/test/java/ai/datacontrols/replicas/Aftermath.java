package ai.datacontrols.replicas;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** The choices that were acknowledged, and those in the ledger. */
record Aftermath(List<Click> clicks, List<KeptChoice> kept) {

    static Aftermath of(Crowd crowd) {
        return new Aftermath(crowd.clicks(), KeptChoice.of(crowd.accounts()));
    }

    List<Click> acknowledged() {
        return clicks.stream().filter(Click::isAcknowledged).toList();
    }

    /** Returns the clicks that were acknowledged although their entry is missing. */
    List<Click> lost() {
        var numbers = clicks.stream().collect(toMap(click -> click.requestId, click -> click.number));
        return acknowledged().stream()
                .filter(click -> kept.stream()
                        .filter(click::isAcknowledgedAs)
                        // an earlier click without a response may have stored it, and a later one has replaced it
                        .noneMatch(entry -> numbers.getOrDefault(entry.requestId(), Integer.MAX_VALUE) <= click.number))
                .toList();
    }

    List<Click> unanswered() {
        return clicks.stream().filter(Predicate.not(Click::isAcknowledged)).toList();
    }

    List<Click> keptUnanswered() {
        var there = kept.stream().map(KeptChoice::requestId).collect(toSet());
        return unanswered().stream()
                .filter(click -> there.contains(click.requestId))
                .toList();
    }

    Set<UUID> requests() {
        return clicks.stream().map(click -> click.requestId).collect(toSet());
    }
}
