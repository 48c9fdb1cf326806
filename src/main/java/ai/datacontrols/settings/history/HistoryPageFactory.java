package ai.datacontrols.settings.history;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.proof.store.LogReader;
import ai.datacontrols.settings.history.HistoryPage.PageCursor;
import ai.datacontrols.web.ReturnLink;
import ai.datacontrols.web.locale.UserLocale;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Builds each page of the history in one pass over all entries, because the effect of an entry depends on earlier ones. */
@Singleton
class HistoryPageFactory {

    /** Many accesses may be one visit, and so one item. */
    private static final int MOST_ACCESSES = 500;

    private final Ledger ledger;
    private final AccessLog accessLog;
    private final LogReader log;
    private final PolicyTimeline timeline;
    private final HistoryConfig config;
    private final UserLocale userLocale;
    private final Clock clock;

    HistoryPageFactory(
            Ledger ledger,
            AccessLog accessLog,
            LogReader log,
            PolicyTimeline timeline,
            HistoryConfig config,
            UserLocale userLocale,
            Clock clock) {
        this.ledger = ledger;
        this.accessLog = accessLog;
        this.log = log;
        this.timeline = timeline;
        this.config = config;
        this.userLocale = userLocale;
        this.clock = clock;
    }

    HistoryPage page(UUID account, PageCursor cursor, ReturnLink back) {
        return page(account, fold(account, List.of(cursor)), cursor, null, back);
    }

    /** Returns the newest page if it contains an entry, else one that starts with the entry's day, else with the entry. */
    HistoryPage pageWith(UUID account, long sequence, ReturnLink back) {
        var entry = ledger.entry(account, sequence);
        if (entry.isEmpty()) {
            return page(account, PageCursor.NEWEST, back);
        }
        var at = entry.get().happenedAt;
        var pageCursors = List.of(
                PageCursor.NEWEST, new PageCursor(userLocale.endOfDay(at), 0), new PageCursor(at, sequence + 1));
        var fold = fold(account, pageCursors);
        return pageCursors.stream()
                .map(cursor -> page(account, fold, cursor, sequence, back))
                .filter(HistoryPage::showsWanted)
                .findFirst()
                .orElseThrow();
    }

    private HistoryFold fold(UUID account, List<PageCursor> pageCursors) {
        var fold = new HistoryFold(timeline, clock.instant(), pageCursors);
        ledger.entries(account).forEach(fold::accept);
        return fold;
    }

    private HistoryPage page(UUID account, HistoryFold fold, PageCursor cursor, Long wanted, ReturnLink back) {
        var items = new ArrayList<>(fold.lines(cursor));
        StaffVisit.group(accessLog.ofAccount(account, later(cursor.at()), MOST_ACCESSES)).stream()
                .map(HistoryItem::of)
                .forEach(items::add);
        var choices = items.stream()
                .filter(HistoryItem::isChoice)
                .map(HistoryItem::sequence)
                .toList();
        return HistoryPage.of(
                cursor,
                items,
                wanted,
                config.showStaffNames(),
                fold.erasedAt(),
                back,
                log.indexes(account, choices),
                at -> YearMonth.from(userLocale.dayOf(at)));
    }

    /** A visit that continued on the page before is read as a whole, and so isn't repeated on this one. */
    private static Instant later(Instant start) {
        return start.equals(PageCursor.NEWEST.at()) ? start : start.plus(StaffVisit.LONGEST_PAUSE);
    }
}
