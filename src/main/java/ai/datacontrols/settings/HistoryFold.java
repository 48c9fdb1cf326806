package ai.datacontrols.settings;

import ai.datacontrols.ledger.LedgerEntry;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Standing;
import ai.datacontrols.settings.HistoryLine.Effect;
import ai.datacontrols.settings.HistoryPage.Start;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One pass over the entries of an account, in the order of their sequence. It keeps the lines that may be on some pages, and folds
 * what each entry and each policy version meant for use.
 */
final class HistoryFold {

    private final PolicyTimeline timeline;
    private final Policy names;
    private final Map<Start, PriorityQueue<HistoryLine>> pages;
    private final Map<String, Standing> standings = new LinkedHashMap<>();
    private final Map<String, Map<String, Effect>> versionEffects = new HashMap<>();
    private Instant first;
    private Instant erasedAt;

    /**
     * @param now versions that come into force later have no lines; products and plans have their names as of then
     * @param starts where the pages begin
     */
    HistoryFold(PolicyTimeline timeline, Instant now, List<Start> starts) {
        this.timeline = timeline;
        this.names = timeline.at(now);
        // the oldest line of each first
        this.pages = starts.stream()
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(), start -> new PriorityQueue<>(HistoryPage.NEWEST_FIRST.reversed())));
    }

    void accept(LedgerEntry entry) {
        first = first == null || entry.happenedAt.isBefore(first) ? entry.happenedAt : first;
        if (entry.kind == LedgerEntry.Kind.ACCOUNT_ERASED) {
            erasedAt = entry.happenedAt;
        }
        var line = HistoryLine.of(entry, effect(entry), names);
        pages.forEach((start, lines) -> {
            if (start.isBefore(line)) {
                lines.add(line);
                if (lines.size() > HistoryPage.SIZE + 1) {
                    lines.remove();
                }
            }
        });
    }

    /** An erasure concerns every product; its own text says what it means. */
    private Effect effect(LedgerEntry entry) {
        var event = entry.toEvent();
        if (entry.product == null) {
            standings.replaceAll(
                    (product, standing) -> advanced(standing, entry.happenedAt).after(event, timeline));
            return Effect.NONE;
        }
        var before = advanced(standings.getOrDefault(entry.product, Standing.none(entry.product)), entry.happenedAt);
        var after = before.after(event, timeline);
        standings.put(entry.product, after);
        return Effect.of(before, after);
    }

    /** The state at a later instant. What the versions that came into force until then changed is recorded. */
    private Standing advanced(Standing standing, Instant later) {
        var state = standing;
        for (Policy version : timeline.versions()) {
            var from = version.inForceFrom();
            if (from.isAfter(standing.at()) && !from.isAfter(later)) {
                var under = state.at(from, timeline);
                var effect = Effect.of(state, under);
                if (effect != Effect.NONE) {
                    versionEffects
                            .computeIfAbsent(version.version(), its -> new LinkedHashMap<>())
                            .put(state.product(), effect);
                }
                state = under;
            }
        }
        return state.at(later, timeline);
    }

    /**
     * The lines that may be on a page, in any order, once all entries were accepted: entries, and the versions that came into force
     * since the first of them.
     */
    List<HistoryLine> lines(Start start) {
        var now = names.inForceFrom();
        standings.replaceAll((product, standing) -> standing.at().isBefore(now) ? advanced(standing, now) : standing);
        var versions = timeline.versions().stream()
                .filter(version -> first != null
                        && version.inForceFrom().isAfter(first)
                        && !version.inForceFrom().isAfter(now))
                .map(version ->
                        HistoryLine.of(version, versionEffects.getOrDefault(version.version(), Map.of()), names));
        return Stream.concat(pages.get(start).stream(), versions).toList();
    }

    /** When the account was erased; null if it wasn't. */
    Instant erasedAt() {
        return erasedAt;
    }
}
