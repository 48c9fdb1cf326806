package ai.datacontrols.settings;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.LedgerEntry;
import ai.datacontrols.ledger.SupportReads;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Standing;
import ai.datacontrols.settings.HistoryLine.Effect;
import ai.datacontrols.settings.HistoryPage.Start;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.ReturnLink;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes pages of the history. What an entry meant for use is folded from all the entries before it. */
@Singleton
class HistoryPages {

    private final Ledger ledger;
    private final SupportReads reads;
    private final PolicyTimeline timeline;
    private final HistorySettings settings;
    private final Reader reader;
    private final Clock clock;

    HistoryPages(
            Ledger ledger,
            SupportReads reads,
            PolicyTimeline timeline,
            HistorySettings settings,
            Reader reader,
            Clock clock) {
        this.ledger = ledger;
        this.reads = reads;
        this.timeline = timeline;
        this.settings = settings;
        this.reader = reader;
        this.clock = clock;
    }

    HistoryPage page(UUID account, Start start, ReturnLink back) {
        return page(account, lines(account), start, null, back);
    }

    /** The page that has an entry on it: the newest, else one that begins with the entry's day, else with itself. */
    HistoryPage pageWith(UUID account, long sequence, ReturnLink back) {
        var lines = lines(account);
        return lines.stream()
                .filter(line -> line.sequence() == sequence && line.entry() != null)
                .findFirst()
                .flatMap(line -> Stream.of(Start.NEWEST, new Start(reader.endOfDay(line.at()), 0), Start.with(line))
                        .map(start -> page(account, lines, start, sequence, back))
                        .filter(HistoryPage::showsWanted)
                        .findFirst())
                .orElseGet(() -> page(account, lines, Start.NEWEST, null, back));
    }

    private HistoryPage page(UUID account, List<HistoryLine> lines, Start start, Long wanted, ReturnLink back) {
        var all = new ArrayList<>(lines);
        reads.of(account, start.at(), 2 * HistoryPage.SIZE).stream()
                .map(HistoryLine::of)
                .forEach(all::add);
        return HistoryPage.of(start, all, wanted, settings.namesStaff(), back, reader::dayOf);
    }

    private List<HistoryLine> lines(UUID account) {
        return lines(ledger.entries(account), timeline, clock.instant());
    }

    /** An account's entries, and the versions that came into force since the first of them. */
    static List<HistoryLine> lines(List<LedgerEntry> entries, PolicyTimeline timeline, Instant now) {
        var names = timeline.at(now);
        var lines = new ArrayList<HistoryLine>();
        var standings = new HashMap<String, Standing>();
        for (LedgerEntry entry : entries) {
            lines.add(HistoryLine.of(entry, effect(entry, standings, timeline), names));
        }
        entries.stream()
                .map(entry -> entry.happenedAt)
                .min(Instant::compareTo)
                .ifPresent(first -> timeline.versions().stream()
                        .filter(version -> cameIntoForce(version, first, now))
                        .map(HistoryLine::of)
                        .forEach(lines::add));
        return lines;
    }

    private static boolean cameIntoForce(Policy version, Instant after, Instant now) {
        return version.inForceFrom().isAfter(after) && !version.inForceFrom().isAfter(now);
    }

    private static Effect effect(LedgerEntry entry, HashMap<String, Standing> standings, PolicyTimeline timeline) {
        if (entry.product == null) {
            return Effect.NONE;
        }
        var before = standings
                .getOrDefault(entry.product, Standing.none(entry.product))
                .at(entry.happenedAt, timeline);
        var after = before.after(entry.toEvent(), timeline);
        standings.put(entry.product, after);
        if (before.isUsable() == after.isUsable()) {
            return Effect.NONE;
        }
        return after.isUsable() ? Effect.USE_BEGINS : Effect.USE_ENDS;
    }
}
