package ai.datacontrols.settings.history;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.ledger.store.LedgerEntry.Kind;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Versions;
import ai.datacontrols.settings.history.HistoryItem.VersionEffect;
import ai.datacontrols.settings.history.HistoryPage.PageCursor;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The lines of a history, from one pass over the entries. In the second version Student excludes use, and Family is
 * new.
 */
class HistoryFoldTest {

    private static final Instant FORCE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant NOW = FORCE.plusSeconds(86_400);

    private final PolicyTimeline timeline = Versions.secondFrom(FORCE);
    private long sequence;

    @Test
    void showsAVersionThatStartsUse() {
        assertThat(effects(entry(Kind.PLAN_STARTED, "family", FORCE.minusSeconds(60))))
                .containsExactly(new VersionEffect("le Chat", true));
    }

    @Test
    void showsAVersionThatEndsUse() {
        assertThat(effects(entry(Kind.PLAN_STARTED, "student", FORCE.minusSeconds(60))))
                .containsExactly(new VersionEffect("le Chat", false));
    }

    @Test
    void showsNoEffectOfAVersionThatDoesNotChangeUse() {
        assertThat(effects(entry(Kind.PLAN_STARTED, "free", FORCE.minusSeconds(60))))
                .isEmpty();
        assertThat(effects(
                        entry(Kind.PLAN_STARTED, "family", FORCE.minusSeconds(60)),
                        entry(Kind.OPTED_OUT, null, FORCE.minusSeconds(30))))
                .isEmpty();
        assertThat(effects(
                        entry(Kind.PLAN_STARTED, "student", FORCE.minusSeconds(60)),
                        entry(Kind.ACCOUNT_ERASED, null, FORCE.minusSeconds(30))))
                .isEmpty();
    }

    @Test
    void showsTheEffectOfAVersionWhateverHappenedLater() {
        assertThat(effects(
                        entry(Kind.PLAN_STARTED, "family", FORCE.minusSeconds(60)),
                        entry(Kind.OPTED_OUT, null, FORCE.plusSeconds(30))))
                .containsExactly(new VersionEffect("le Chat", true));
    }

    @Test
    void showsNoVersionThatIsNotInForce() {
        var fold = new HistoryFold(timeline, FORCE.minusSeconds(1), List.of(PageCursor.NEWEST));
        fold.accept(entry(Kind.PLAN_STARTED, "family", FORCE.minusSeconds(60)));

        assertThat(fold.lines(PageCursor.NEWEST)).noneMatch(HistoryItem::isVersion);
    }

    @Test
    void keepsOnlyTheLinesOfAPage() {
        var middle = new PageCursor(FORCE.minusSeconds(500), 0);
        var fold = new HistoryFold(timeline, NOW, List.of(PageCursor.NEWEST, middle));
        IntStream.range(0, 1_000)
                .mapToObj(n -> entry(n % 2 == 0 ? Kind.OPTED_OUT : Kind.OPTED_IN, null, FORCE.minusSeconds(1_000 - n)))
                .forEach(fold::accept);

        assertThat(entries(fold, PageCursor.NEWEST))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1_000 - HistoryPage.SIZE, 1_000)
                        .boxed()
                        .toList());
        assertThat(entries(fold, middle))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(500 - HistoryPage.SIZE, 500)
                        .boxed()
                        .toList());
    }

    private static List<Integer> entries(HistoryFold fold, PageCursor cursor) {
        return fold.lines(cursor).stream()
                .filter(item -> item.entry() != null)
                .map(item -> (int) item.entry().sequence)
                .toList();
    }

    private List<VersionEffect> effects(LedgerEntry... entries) {
        var fold = new HistoryFold(timeline, NOW, List.of(PageCursor.NEWEST));
        List.of(entries).forEach(fold::accept);
        return fold.lines(PageCursor.NEWEST).stream()
                .filter(HistoryItem::isVersion)
                .findFirst()
                .orElseThrow()
                .versionEffects();
    }

    private LedgerEntry entry(Kind kind, String plan, Instant at) {
        var entry = new LedgerEntry();
        entry.sequence = ++sequence;
        entry.kind = kind;
        entry.product = kind == Kind.ACCOUNT_ERASED ? null : "le-chat";
        entry.plan = plan;
        entry.happenedAt = at;
        entry.recordedAt = at;
        entry.actor = Actor.BILLING;
        entry.channel = Channel.API;
        return entry;
    }
}
