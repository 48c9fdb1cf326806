package ai.datacontrols.settings.history;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.settings.history.HistoryItem.Effect;
import ai.datacontrols.settings.history.HistoryPage.PageCursor;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects the items of some pages in one pass over the entries of an account, and the effect of each on use. */
final class HistoryFold {

    private final PolicyTimeline timeline;
    private final Policy names;
    private final Map<PageCursor, PriorityQueue<HistoryItem>> pages;
    private final Map<String, ConsentState> consentStates = new LinkedHashMap<>();
    private final Map<String, Map<String, Effect>> versionEffects = new HashMap<>();
    private Instant first;
    private Instant erasedAt;

    /** @param now later policy versions are ignored; names of products and plans are those of this instant */
    HistoryFold(PolicyTimeline timeline, Instant now, List<PageCursor> pageCursors) {
        this.timeline = timeline;
        this.names = timeline.at(now);
        // heads of the queues: the oldest item of each page
        this.pages = pageCursors.stream()
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(), cursor -> new PriorityQueue<>(HistoryPage.NEWEST_FIRST.reversed())));
    }

    void accept(LedgerEntry entry) {
        first = first == null || entry.happenedAt.isBefore(first) ? entry.happenedAt : first;
        if (entry.kind == LedgerEntry.Kind.ACCOUNT_ERASED) {
            erasedAt = entry.happenedAt;
        }
        var item = HistoryItem.of(entry, effect(entry), names);
        pages.forEach((cursor, items) -> {
            if (cursor.isBefore(item)) {
                items.add(item);
                if (items.size() > HistoryPage.SIZE + 1) {
                    items.remove();
                }
            }
        });
    }

    /** Returns no effect for an erasure, which concerns every product and has its own text. */
    private Effect effect(LedgerEntry entry) {
        var event = entry.toEvent();
        if (entry.product == null) {
            consentStates.replaceAll((product, consentState) ->
                    advanced(consentState, entry.happenedAt).apply(event, timeline));
            return Effect.NONE;
        }
        var before =
                advanced(consentStates.getOrDefault(entry.product, ConsentState.none(entry.product)), entry.happenedAt);
        var after = before.apply(event, timeline);
        consentStates.put(entry.product, after);
        return Effect.of(before, after);
    }

    /** Returns the state at a later instant, and records the effects of policy versions in between. */
    private ConsentState advanced(ConsentState consentState, Instant later) {
        var state = consentState;
        for (Policy version : timeline.versions()) {
            var from = version.inForceFrom();
            if (from.isAfter(consentState.at()) && !from.isAfter(later)) {
                var under = state.asOf(from, timeline);
                var effect = Effect.of(state, under);
                if (effect != Effect.NONE) {
                    versionEffects
                            .computeIfAbsent(version.version(), its -> new LinkedHashMap<>())
                            .put(state.product(), effect);
                }
                state = under;
            }
        }
        return state.asOf(later, timeline);
    }

    /** Returns the candidates for a page, unordered, once all entries were accepted. */
    List<HistoryItem> lines(PageCursor cursor) {
        var now = names.inForceFrom();
        consentStates.replaceAll((product, consentState) ->
                consentState.at().isBefore(now) ? advanced(consentState, now) : consentState);
        var versions = timeline.versions().stream()
                .filter(version -> first != null
                        && version.inForceFrom().isAfter(first)
                        && !version.inForceFrom().isAfter(now))
                .map(version ->
                        HistoryItem.of(version, versionEffects.getOrDefault(version.version(), Map.of()), names));
        return Stream.concat(pages.get(cursor).stream(), versions).toList();
    }

    Instant erasedAt() {
        return erasedAt;
    }
}
