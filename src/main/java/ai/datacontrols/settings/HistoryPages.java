package ai.datacontrols.settings;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.SupportReads;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.settings.HistoryPage.Start;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.ReturnLink;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes pages of the history, each in one pass over the entries: what one meant for use is folded from all before it. */
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
        return page(account, fold(account, List.of(start)), start, null, back);
    }

    /** The page that has an entry on it: the newest, else one that begins with the entry's day, else with itself. */
    HistoryPage pageWith(UUID account, long sequence, ReturnLink back) {
        var entry = ledger.entry(account, sequence);
        if (entry.isEmpty()) {
            return page(account, Start.NEWEST, back);
        }
        var at = entry.get().happenedAt;
        var starts = List.of(Start.NEWEST, new Start(reader.endOfDay(at), 0), new Start(at, sequence + 1));
        var fold = fold(account, starts);
        return starts.stream()
                .map(start -> page(account, fold, start, sequence, back))
                .filter(HistoryPage::showsWanted)
                .findFirst()
                .orElseThrow();
    }

    private HistoryFold fold(UUID account, List<Start> starts) {
        var fold = new HistoryFold(timeline, clock.instant(), starts);
        ledger.entries(account).forEach(fold::accept);
        return fold;
    }

    private HistoryPage page(UUID account, HistoryFold fold, Start start, Long wanted, ReturnLink back) {
        var lines = new ArrayList<>(fold.lines(start));
        reads.of(account, start.at(), 2 * HistoryPage.SIZE).stream()
                .map(HistoryLine::of)
                .forEach(lines::add);
        return HistoryPage.of(start, lines, wanted, settings.namesStaff(), fold.erasedAt(), back, reader::dayOf);
    }
}
