package ai.datacontrols.policy.reports;

import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.rules.Policy;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Compares a report with the recorded plan reports of one account and product, in the order of recording, and decides
 * whether it changes the current plan (ADR 0019). Reports arrive late, repeatedly and out of order: the order of
 * arrival only decides about reports with neither an instant nor a revision. Stores plans but no reports.
 */
public final class PlanReports implements Consumer<AccountEvent> {

    private final String product;
    private final PlanStatement report;
    private boolean hasReports;
    private String plan;
    /** The latest effective instant of the reports before those of the current plan; null without such reports. */
    private Instant latestEarlier;

    /** The plans of all reports, replaced ones included, that the new report isn't newer than; null for an end. */
    private final Set<String> plansNotPreceding = new HashSet<>();

    /** Whether any report without an instant was recorded, replaced ones included, that the new one isn't newer than. */
    private boolean isBoundByUndated;

    private Run current = new Run();

    /** Compares the uninterrupted series of reports of the current plan with the new report. */
    private static final class Run {
        private Relation relation = Relation.NEWER;
        private boolean isAlreadyStated;
        private boolean hasUndated;
        private boolean hasRevision;
        private boolean hasLowerRevisionsOnly = true;
        private Instant latest;
    }

    private enum Relation {
        OLDER,
        UNDETERMINED,
        NEWER
    }

    public PlanReports(String product, PlanStatement report) {
        this.product = product;
        this.report = report;
    }

    /** Ignores events other than plan reports of the product. */
    @Override
    public void accept(AccountEvent event) {
        if (!event.concerns(product)) {
            return;
        }
        if (event instanceof PlanStarted started) {
            compare(new PlanStatement(started.plan(), started.startedAt(), started.revision()), at(event));
        } else if (event instanceof PlanEnded ended) {
            compare(new PlanStatement(null, ended.endedAt(), ended.revision()), at(event));
        }
    }

    private static Instant at(AccountEvent event) {
        return event.metadata().at();
    }

    private void compare(PlanStatement known, Instant at) {
        if (hasReports && !Objects.equals(known.plan(), plan)) {
            latestEarlier = later(latestEarlier, current.latest);
            current = new Run();
        }
        hasReports = true;
        plan = known.plan();
        var relation = relation(report, known, at);
        if (relation != Relation.NEWER) {
            plansNotPreceding.add(known.plan());
            isBoundByUndated |= known.effectiveAt() == null;
        }
        current.relation = relation.compareTo(current.relation) < 0 ? relation : current.relation;
        current.isAlreadyStated |= report.addsNothingTo(known);
        current.hasUndated |= known.effectiveAt() == null && known.revision() == null;
        current.hasRevision |= known.revision() != null;
        current.hasLowerRevisionsOnly &= revision(report) > revision(known);
        current.latest = later(current.latest, known.effectiveAt() == null ? at : known.effectiveAt());
    }

    private static Instant later(Instant one, Instant other) {
        return one == null || one.isBefore(other) ? other : one;
    }

    /** Decides whether the report changes the current plan, by how much use each plan allows under the policy in force. */
    public PlanVerdict judge(Policy policy) {
        return Objects.equals(report.plan(), plan) ? samePlan() : otherPlan(policy);
    }

    private PlanVerdict samePlan() {
        if (!hasReports) {
            return report.effectiveAt() == null && report.revision() == null
                    ? PlanVerdict.ALREADY_KNOWN
                    : PlanVerdict.NEWER;
        }
        if (current.isAlreadyStated) {
            return PlanVerdict.ALREADY_KNOWN;
        }
        return current.relation != Relation.OLDER || isCorrection() ? PlanVerdict.CORRECTED : PlanVerdict.STALE;
    }

    /** A report is newer than the current plan only if it is newer than every report of it. */
    private PlanVerdict otherPlan(Policy policy) {
        return switch (current.relation) {
            case NEWER -> permitsTooMuch(policy) ? PlanVerdict.AMBIGUOUS : PlanVerdict.NEWER;
            case OLDER -> PlanVerdict.STALE;
            case UNDETERMINED -> undetermined(policy);
        };
    }

    /**
     * Returns whether the report would permit more than the current plan although a recorded report that permits less,
     * or that described the present, may be newer. The current plan doesn't show this: it may be older than a report
     * that it replaced, because a report of unknown order replaces one that permits more.
     */
    private boolean permitsTooMuch(Policy policy) {
        var reported = allowance(report.plan(), policy);
        return reported > allowance(plan, policy)
                && (isBoundByUndated
                        || plansNotPreceding.stream().anyMatch(known -> allowance(known, policy) < reported));
    }

    private PlanVerdict undetermined(Policy policy) {
        var reported = allowance(report.plan(), policy);
        var known = allowance(plan, policy);
        if (reported == known && current.hasUndated) {
            return PlanVerdict.REPLACES_UNDATED;
        }
        // equal allowance: compares ids, so that the result doesn't depend on the order of arrival
        var precedes = reported < known || reported == known && report.plan().compareTo(plan) < 0;
        return precedes ? PlanVerdict.PRECEDES : PlanVerdict.AMBIGUOUS;
    }

    private static Relation relation(PlanStatement report, PlanStatement known, Instant at) {
        if (report.effectiveAt() != null && known.effectiveAt() != null) {
            var byInstant = report.effectiveAt().compareTo(known.effectiveAt());
            return toRelation(byInstant != 0 ? byInstant : byRevision(report, known));
        }
        if (report.revision() != null && known.revision() != null) {
            return toRelation(byRevision(report, known));
        }
        // a report without an instant describes the present
        return report.effectiveAt() == null || report.effectiveAt().isAfter(at)
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
     * Returns whether a report with an earlier start than its plan's known start is a correction rather than a late
     * report. A higher revision proves it. Without revisions, no other plan may have started in between.
     */
    private boolean isCorrection() {
        if (report.effectiveAt() == null) {
            return false;
        }
        if (current.hasRevision) {
            return current.hasLowerRevisionsOnly;
        }
        return latestEarlier == null || latestEarlier.isBefore(report.effectiveAt());
    }

    private int allowance(String plan, Policy policy) {
        if (plan == null) {
            return 0;
        }
        return policy.hasChoice(product, plan) ? 2 : 1;
    }
}
