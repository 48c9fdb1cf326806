package ai.datacontrols.subscriptions;

import ai.datacontrols.ledger.PlanOutcome;
import ai.datacontrols.ledger.PlanReport;
import ai.datacontrols.ledger.PlanReported;
import ai.datacontrols.ledger.Plans;
import ai.datacontrols.web.ApiProblem;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** Compares what billing knows with what is recorded. One look serves many lines; only what differs is recorded, each by itself. */
@Singleton
class Reconciliation {

    private final Plans plans;

    Reconciliation(Plans plans) {
        this.plans = plans;
    }

    /** One result for each line, in their order: a {@link Subscription}, or the {@link ApiProblem} why there is none. */
    List<?> results(List<SubscriptionLine> lines) {
        var reports = lines.stream().map(SubscriptionLine::toReport).toList();
        var looks = plans.look(reports);
        var changed = new HashSet<UUID>();
        var results = new ArrayList<Object>();
        for (var place = 0; place < lines.size(); place++) {
            var report = reports.get(place);
            var look = looks.get(place);
            // a look may be old by now, where an earlier line was about the same account
            var differs = look.outcome() == PlanOutcome.RECORDED || changed.contains(report.account());
            if (differs) {
                changed.add(report.account());
            }
            results.add(result(lines.get(place), report, differs ? plans.report(report) : look));
        }
        return results;
    }

    private static Object result(SubscriptionLine line, PlanReport report, PlanReported reported) {
        try {
            return Subscription.of(line.ref(), report, reported);
        } catch (ApiProblem problem) {
            return problem;
        }
    }
}
