package ai.datacontrols.subscriptions;

import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.SubscriptionOutcome;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.ndjson.LineAttempts;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** Compares billing's plans with the recorded ones. Only differences are recorded, each in its own transaction. */
@Singleton
class Reconciliation {

    private final PlanRecorder planRecorder;

    Reconciliation(PlanRecorder planRecorder) {
        this.planRecorder = planRecorder;
    }

    /** Returns one result per line, in order: a {@link RequestException} for a line that was rejected or has failed. */
    List<?> results(List<SubscriptionLine> lines) {
        var reports = lines.stream().map(SubscriptionLine::toReport).toList();
        var previews = planRecorder.preview(reports);
        var changed = new HashSet<UUID>();
        var attempts = new LineAttempts();
        var results = new ArrayList<Object>();
        for (var place = 0; place < lines.size(); place++) {
            var report = reports.get(place);
            var preview = previews.get(place);
            // the preview may be stale if an earlier line was about the same account
            var differs = preview.outcome() == SubscriptionOutcome.RECORDED || changed.contains(report.account());
            if (differs) {
                changed.add(report.account());
            }
            var line = lines.get(place);
            results.add(attempts.process(() ->
                    SubscriptionResponse.of(line.ref(), report, differs ? planRecorder.report(report) : preview)));
        }
        return results;
    }
}
