package ai.datacontrols.policy;

import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The recorded plan reports of one account and product, in the order of recording, and the rule that decides whether another
 * report changes the current plan (ADR 0019). Reports arrive late, repeated and out of order: the order of arrival decides
 * only where a report states neither an instant nor a revision.
 */
public record PlanReports(String product, List<Recorded> reports) {

    /** A recorded report and the instant of its recording. */
    public record Recorded(PlanStatement statement, Instant at) {

        /** The stated instant, or that of the recording. */
        Instant effectiveAt() {
            return statement.effectiveAt() == null ? at : statement.effectiveAt();
        }
    }

    private enum Relation {
        OLDER,
        UNDETERMINED,
        NEWER
    }

    public PlanReports {
        reports = List.copyOf(reports);
    }

    /** Collects the reports from an account's history. */
    public static PlanReports of(AccountHistory history, String product) {
        return new PlanReports(
                product,
                history.events().stream()
                        .filter(event -> event.concerns(product))
                        .flatMap(event ->
                                statement(event)
                                        .map(statement -> new Recorded(
                                                statement, event.recording().at()))
                                        .stream())
                        .toList());
    }

    private static Optional<PlanStatement> statement(AccountEvent event) {
        if (event instanceof PlanStarted started) {
            return Optional.of(new PlanStatement(started.plan(), started.startedAt(), started.revision()));
        }
        return event instanceof PlanEnded ended
                ? Optional.of(new PlanStatement(null, ended.endedAt(), ended.revision()))
                : Optional.empty();
    }

    /**
     * Decides whether a report changes the current plan.
     *
     * @param policy the version in force, which says how much use each plan allows
     */
    public PlanVerdict judge(PlanStatement report, Policy policy) {
        var current = current();
        return Objects.equals(report.plan(), plan()) ? samePlan(report, current) : otherPlan(report, current, policy);
    }

    private PlanVerdict samePlan(PlanStatement report, List<Recorded> current) {
        if (current.isEmpty()) {
            return report.effectiveAt() == null && report.revision() == null
                    ? PlanVerdict.ALREADY_KNOWN
                    : PlanVerdict.NEWER;
        }
        if (current.stream().anyMatch(known -> report.addsNothingTo(known.statement()))) {
            return PlanVerdict.ALREADY_KNOWN;
        }
        return relation(report, current) != Relation.OLDER || isCorrection(report, current)
                ? PlanVerdict.CORRECTED
                : PlanVerdict.STALE;
    }

    private PlanVerdict otherPlan(PlanStatement report, List<Recorded> current, Policy policy) {
        return switch (relation(report, current)) {
            case NEWER -> PlanVerdict.NEWER;
            case OLDER -> PlanVerdict.STALE;
            case UNDETERMINED -> undetermined(report, current, policy);
        };
    }

    private PlanVerdict undetermined(PlanStatement report, List<Recorded> current, Policy policy) {
        var reported = allowance(report.plan(), policy);
        var known = allowance(plan(), policy);
        if (reported == known && current.stream().anyMatch(PlanReports::statesNothing)) {
            return PlanVerdict.REPLACES_UNDATED;
        }
        // plans that allow the same use: by id, so that the order of arrival doesn't matter
        var precedes = reported < known || reported == known && report.plan().compareTo(plan()) < 0;
        return precedes ? PlanVerdict.PRECEDES : PlanVerdict.AMBIGUOUS;
    }

    /** The current plan; null when there is none. */
    private String plan() {
        return reports.isEmpty() ? null : last().statement().plan();
    }

    private Recorded last() {
        return reports.get(reports.size() - 1);
    }

    /** The reports of the current plan since it was another one. */
    private List<Recorded> current() {
        var start = reports.size();
        while (start > 0 && Objects.equals(reports.get(start - 1).statement().plan(), plan())) {
            start--;
        }
        return reports.subList(start, reports.size());
    }

    /** A report is newer than the current plan only if it is newer than every report of it. */
    private static Relation relation(PlanStatement report, List<Recorded> current) {
        return current.stream()
                .map(known -> relation(report, known))
                .min(Relation::compareTo)
                .orElse(Relation.NEWER);
    }

    private static Relation relation(PlanStatement report, Recorded known) {
        var statement = known.statement();
        if (report.effectiveAt() != null && statement.effectiveAt() != null) {
            var byInstant = report.effectiveAt().compareTo(statement.effectiveAt());
            return toRelation(byInstant != 0 ? byInstant : byRevision(report, statement));
        }
        if (report.revision() != null && statement.revision() != null) {
            return toRelation(byRevision(report, statement));
        }
        // a report without an instant says what holds now
        return report.effectiveAt() == null || report.effectiveAt().isAfter(known.at())
                ? Relation.NEWER
                : Relation.UNDETERMINED;
    }

    /** A report without a revision comes before one with a revision. */
    private static int byRevision(PlanStatement report, PlanStatement known) {
        return Long.compare(revision(report), revision(known));
    }

    private static long revision(PlanStatement statement) {
        return statement.revision() == null ? Long.MIN_VALUE : statement.revision();
    }

    private static Relation toRelation(int comparison) {
        return comparison == 0 ? Relation.UNDETERMINED : comparison < 0 ? Relation.OLDER : Relation.NEWER;
    }

    /**
     * Whether a report with an earlier start than that of its plan corrects it, and isn't simply late. A higher revision
     * proves it. Without revisions it must be unheard of, and no other plan may have started in between.
     */
    private boolean isCorrection(PlanStatement report, List<Recorded> current) {
        if (report.effectiveAt() == null) {
            return false;
        }
        if (current.stream().anyMatch(known -> known.statement().revision() != null)) {
            return current.stream().allMatch(known -> revision(report) > revision(known.statement()));
        }
        return reports.subList(0, reports.size() - current.size()).stream()
                .noneMatch(known -> !known.effectiveAt().isBefore(report.effectiveAt()));
    }

    private static boolean statesNothing(Recorded known) {
        return known.statement().effectiveAt() == null && known.statement().revision() == null;
    }

    private int allowance(String plan, Policy policy) {
        if (plan == null) {
            return 0;
        }
        return policy.hasChoice(product, plan) ? 2 : 1;
    }
}
