package ai.datacontrols.policy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.reports.PlanStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The result doesn't depend on the order in which plan reports arrive, or on repetitions. */
class PlanReportsPropertiesTest {

    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOON = DAY.plus(Duration.ofHours(12));
    private static final PolicyTimeline TIMELINE = Versions.published();
    private static final List<String> PLANS = List.of("free", "pro", "student", "team", "enterprise");
    private static final Set<String> TRAINABLE = Set.of("free", "pro", "student");

    /** By start, then by revision, those without one first; then the plan with less use, then the id. */
    private static final Comparator<PlanStatement> ORDER = Comparator.comparing(PlanStatement::effectiveAt)
            .thenComparing(PlanStatement::revision, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(statement -> -use(statement.plan()))
            .thenComparing(PlanStatement::plan, Comparator.nullsLast(Comparator.reverseOrder()));

    @Property
    void datedReportsResultInTheSamePlanInAnyOrderAndNumber(
            @ForAll("dated") List<PlanStatement> reports, @ForAll Random random) {
        var last = Collections.max(reports, ORDER);

        assertThat(consentState(received(shuffledWithRepetitions(reports, random)))
                        .plan())
                .isEqualTo(last.plan());
    }

    @Property
    void revisionsAloneOrderReports(@ForAll("revised") List<PlanStatement> reports, @ForAll Random random) {
        var plan = consentState(received(reports)).plan();

        assertThat(consentState(received(shuffledWithRepetitions(reports, random)))
                        .plan())
                .isEqualTo(plan);
    }

    @Property
    void aRepeatedReportChangesNothing(@ForAll("any") List<PlanStatement> reports) {
        var history = AccountHistory.EMPTY;
        for (var report : reports) {
            history = receive(history, report);
            if (report.effectiveAt() != null || report.revision() != null) {
                assertThat(receive(history, report)).isEqualTo(history);
            }
        }
    }

    @Property
    void aLateReportNeverStartsUse(@ForAll("dated") List<PlanStatement> reports) {
        var history = received(reports);
        var last = Collections.max(reports, ORDER);
        var isUsable = consentState(history).isUsable();

        for (var report : reports) {
            if (ORDER.compare(report, last) < 0 && !isUsable) {
                assertThat(consentState(receive(history, report)).isUsable()).isFalse();
            }
        }
    }

    /** A report as it arrived. */
    private record Arrival(PlanStatement report, Instant at) {

        boolean isPermitting() {
            return use(report.plan()) == 2;
        }

        boolean isUndated() {
            return report.effectiveAt() == null;
        }

        /** Returns whether docs/api.md says that this report is newer than the other one, not just of unknown order. */
        boolean isNewerThan(Arrival other) {
            var mine = report.effectiveAt();
            var its = other.report.effectiveAt();
            if (mine != null && its != null && !mine.equals(its)) {
                return mine.isAfter(its);
            }
            if (report.revision() != null && other.report.revision() != null) {
                return report.revision() > other.report.revision();
            }
            if (mine != null && its != null) {
                return report.revision() != null && other.report.revision() == null;
            }
            return mine == null ? at.isAfter(other.at) : mine.isAfter(other.at);
        }
    }

    /** The reports of one account as they arrive, one a minute, with a plan that follows from the verdicts. */
    private static final class Inbox {
        private final List<Arrival> recorded = new ArrayList<>();
        private AccountHistory history = AccountHistory.EMPTY;

        void receive(PlanStatement report, Instant at) {
            switch (PlanReportsTest.judge(history, report)) {
                case NEWER, CORRECTED, PRECEDES, REPLACES_UNDATED -> {
                    recorded.add(new Arrival(report, at));
                    history = history.with(
                            PlanReportsTest.event(report, history.events().size() + 1, at));
                }
                case ALREADY_KNOWN, STALE, AMBIGUOUS -> {}
            }
        }

        boolean isPermitted() {
            return use(consentState(history).plan()) == 2;
        }
    }

    @Property(tries = 5000)
    void permitsUseInNoArrivalOrderUnlessEachExcludingReportIsFollowedByAPermittingOne(
            @ForAll("around") List<PlanStatement> reports, @ForAll Random random) {
        var inbox = new Inbox();
        for (var arrival : arrivals(reports, random)) {
            inbox.receive(arrival.report(), arrival.at());

            if (inbox.isPermitted()) {
                assertThat(inbox.recorded)
                        .filteredOn(excluding -> !excluding.isPermitting())
                        .allSatisfy(excluding -> assertThat(inbox.recorded)
                                .anyMatch(newer -> newer.isPermitting() && newer.isNewerThan(excluding)));
            }
        }
    }

    @Property(tries = 5000)
    void aReportNotNewerThanARecordedUndatedOneNeverStartsUse(
            @ForAll("around") List<PlanStatement> reports, @ForAll Random random) {
        var inbox = new Inbox();
        for (var arrival : arrivals(reports, random)) {
            var wasPermitted = inbox.isPermitted();
            var isBounded = inbox.recorded.stream().anyMatch(known -> known.isUndated() && !arrival.isNewerThan(known));
            inbox.receive(arrival.report(), arrival.at());

            if (isBounded && !wasPermitted) {
                assertThat(inbox.isPermitted()).isFalse();
            }
        }
    }

    /** The reports in any order, without those that would start in the future. */
    private static List<Arrival> arrivals(List<PlanStatement> reports, Random random) {
        var arrivals = new ArrayList<Arrival>();
        var at = NOON;
        for (var report : shuffledWithRepetitions(reports, random)) {
            at = at.plus(Duration.ofMinutes(1));
            if (report.effectiveAt() == null || !report.effectiveAt().isAfter(at)) {
                arrivals.add(new Arrival(report, at));
            }
        }
        return arrivals;
    }

    private static List<PlanStatement> shuffledWithRepetitions(List<PlanStatement> reports, Random random) {
        var arriving = new ArrayList<>(reports);
        reports.stream().filter(report -> random.nextBoolean()).forEach(arriving::add);
        Collections.shuffle(arriving, random);
        return arriving;
    }

    private static AccountHistory received(List<PlanStatement> reports) {
        var history = AccountHistory.EMPTY;
        for (var report : reports) {
            history = receive(history, report);
        }
        return history;
    }

    private static AccountHistory receive(AccountHistory history, PlanStatement report) {
        return switch (PlanReportsTest.judge(history, report)) {
            case NEWER, CORRECTED, PRECEDES, REPLACES_UNDATED ->
                history.with(PlanReportsTest.event(report, history.events().size() + 1));
            case ALREADY_KNOWN, STALE, AMBIGUOUS -> history;
        };
    }

    private static ConsentState consentState(AccountHistory history) {
        return history.stateAtLastEvent("le-chat", TIMELINE);
    }

    private static int use(String plan) {
        return plan == null ? 0 : TRAINABLE.contains(plan) ? 2 : 1;
    }

    @Provide
    Arbitrary<List<PlanStatement>> dated() {
        return reports(hours(), revisions().injectNull(0.5));
    }

    @Provide
    Arbitrary<List<PlanStatement>> revised() {
        return reports(Arbitraries.just(null), revisions());
    }

    @Provide
    Arbitrary<List<PlanStatement>> any() {
        return reports(hours().injectNull(0.3), revisions().injectNull(0.5));
    }

    /** Instants before and between the arrivals. */
    @Provide
    Arbitrary<List<PlanStatement>> around() {
        var minutes = Arbitraries.integers().between(0, 6).map(minute -> NOON.plus(Duration.ofMinutes(minute)));
        return reports(
                Arbitraries.oneOf(hours(), minutes).injectNull(0.4), revisions().injectNull(0.5));
    }

    private static Arbitrary<List<PlanStatement>> reports(Arbitrary<Instant> instants, Arbitrary<Long> revisions) {
        return Combinators.combine(Arbitraries.of(PLANS).injectNull(0.2), instants, revisions)
                .as(PlanStatement::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    private static Arbitrary<Instant> hours() {
        return Arbitraries.integers().between(0, 4).map(hour -> DAY.plus(Duration.ofHours(hour)));
    }

    private static Arbitrary<Long> revisions() {
        return Arbitraries.longs().between(0, 4);
    }
}
