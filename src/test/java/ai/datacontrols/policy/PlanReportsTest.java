package ai.datacontrols.policy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.reports.PlanReports;
import ai.datacontrols.policy.reports.PlanStatement;
import ai.datacontrols.policy.reports.PlanVerdict;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which plan reports change the state. A report is a plan ({@code end} for none), {@code @} and the hour of its start
 * or end, {@code #} and its revision. The reports are recorded one a minute from hour 20 on, and the last one is
 * evaluated.
 */
class PlanReportsTest {

    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final Policy POLICY = Versions.published().at(DAY);

    @ParameterizedTest
    @CsvSource({
        // the first report
        "'',                             free@8,     NEWER",
        "'',                             free,       NEWER",
        "'',                             end,        ALREADY_KNOWN",
        "'',                             end@8,      NEWER",
        "'',                             end#1,      NEWER",
        // by start
        "free@8,                         team@10,    NEWER",
        "free@8 team@10,                 free@8,     STALE",
        "free@8 team@10,                 pro@9,      STALE",
        "team@10,                        free@8#9,   STALE",
        "free@8 end@12,                  free@10,    STALE",
        "free@8 end@12,                  pro@13,     NEWER",
        "end@12,                         free@10,    STALE",
        "free@8,                         end@7,      STALE",
        // then by revision
        "team@8#2,                       free@8#1,   STALE",
        "team@8#2,                       free@8#3,   NEWER",
        "team@8#2,                       free@8,     STALE",
        "team@8,                         free@8#0,   NEWER",
        // then the plan with less use
        "free@8,                         team@8,     PRECEDES",
        "team@8,                         free@8,     AMBIGUOUS",
        "free@8#4,                       team@8#4,   PRECEDES",
        "team@8,                         end@8,      PRECEDES",
        "end@8,                          team@8,     AMBIGUOUS",
        "pro@8,                          free@8,     PRECEDES",
        "free@8,                         pro@8,      AMBIGUOUS",
        "team@8,                         enterprise@8, PRECEDES",
        "enterprise@8,                   team@8,     AMBIGUOUS",
        // repetition
        "free@8,                         free@8,     ALREADY_KNOWN",
        "free@8,                         free,       ALREADY_KNOWN",
        "free@8#2,                       free@8,     ALREADY_KNOWN",
        "free@8#2,                       free#2,     ALREADY_KNOWN",
        "end@8,                          end,        ALREADY_KNOWN",
        "free@8 free@9,                  free@8,     ALREADY_KNOWN",
        // the same plan, corrected
        "free@8,                         free@9,     CORRECTED",
        "free@8,                         free@7,     CORRECTED",
        "free@8,                         free@8#1,   CORRECTED",
        "free@8#1,                       free@8#2,   CORRECTED",
        "free@8#1,                       free@7#2,   CORRECTED",
        "free@8#2,                       free@8#1,   STALE",
        "free@8#2,                       free@7#1,   STALE",
        "free@8#2,                       free@7#2,   STALE",
        "free@8#2,                       free@7,     STALE",
        "free@8,                         free@7#1,   CORRECTED",
        "free#2,                         free#1,     STALE",
        "free#1,                         free#2,     CORRECTED",
        "free,                           free@8,     CORRECTED",
        "free free@9,                    free@8,     CORRECTED",
        "end@9,                          end@8,      CORRECTED",
        // earlier reports of the same plan that aren't corrections
        "free@8 team@10 free@11,         free@8,     STALE",
        "team@10 free@11,                free@8,     STALE",
        "team@10 free@11,                free@10,    STALE",
        "team@9 free@11,                 free@10,    CORRECTED",
        "team free@22,                   free@12,    STALE",
        "team@10#1 free@11#2,            free@8#3,   CORRECTED",
        // a correction doesn't move a plan back in the order
        "free@11 free@8,                 team@10,    STALE",
        "free@11 free@8,                 team@12,    NEWER",
        "team@11#1 team@8#3,             free@10#2,  STALE",
        // reports without an instant
        "team@10,                        free,       NEWER",
        "free,                           end,        NEWER",
        "team@10#5,                      free,       NEWER",
        "free#5,                         team#4,     STALE",
        "free#5,                         team#6,     NEWER",
        "free#5,                         team#5,     PRECEDES",
        "team#5,                         free#5,     AMBIGUOUS",
        "free#5,                         pro#5,      AMBIGUOUS",
        "free@8#5,                       team#4,     STALE",
        "free#5,                         team@8#4,   STALE",
        "free#5,                         team,       NEWER",
        "free,                           team#5,     NEWER",
        "free,                           team@8,     PRECEDES",
        "team,                           free@8,     AMBIGUOUS",
        "free,                           pro@8,      REPLACES_UNDATED",
        "pro,                            free@8,     REPLACES_UNDATED",
        "team,                           free@20,    AMBIGUOUS",
        "team,                           free@21,    NEWER",
        "team team@9,                    free@10,    AMBIGUOUS",
        "free#5,                         pro@8,      AMBIGUOUS",
        // a replaced report without an instant still bounds what older reports permit
        "team enterprise@8,              free@9,     AMBIGUOUS",
        "team#5 enterprise@8,            free@9,     AMBIGUOUS",
        "pro team@8,                     free@9,     AMBIGUOUS",
        "team end@8,                     free@9,     AMBIGUOUS",
        "team enterprise@8,              free@9#7,   AMBIGUOUS",
        "team enterprise@8,              team@9,     NEWER",
        "team enterprise@8,              end@9,      NEWER",
        "pro student@8,                  free@9,     NEWER",
        "team enterprise@8,              free@21,    NEWER",
        "team enterprise@8,              free,       NEWER",
        "team#5 enterprise@8,            free@9#6,   NEWER",
        "team#5 enterprise,              free#4,     AMBIGUOUS",
        "team@9 end#5,                   free@8#6,   AMBIGUOUS"
    })
    void evaluatesAReportByItsInstantAndRevision(String recorded, String report, PlanVerdict verdict) {
        assertThat(judge(history(recorded), statement(report))).isEqualTo(verdict);
    }

    static PlanVerdict judge(AccountHistory history, PlanStatement report) {
        var reports = new PlanReports("le-chat", report);
        history.forEach(reports);
        return reports.judge(POLICY);
    }

    private static AccountHistory history(String reports) {
        // events of another product, or without a plan, are ignored
        var history = AccountHistory.EMPTY
                .with(new PlanStarted(metadata(1), "la-plateforme", "scale", DAY.plus(Duration.ofDays(9)), 99L))
                .with(new ChoiceMade(metadata(2), "le-chat", Choice.OPTED_OUT));
        for (var report : reports.isEmpty() ? List.<String>of() : List.of(reports.split(" "))) {
            history = history.with(event(statement(report), history.events().size() + 1));
        }
        return history;
    }

    static AccountEvent event(PlanStatement statement, int sequence) {
        return event(statement, sequence, metadata(sequence).at());
    }

    static AccountEvent event(PlanStatement statement, int sequence, Instant at) {
        var metadata = new EventMetadata(sequence, at, Actor.BILLING, Channel.API, null);
        return statement.plan() == null
                ? new PlanEnded(metadata, "le-chat", statement.effectiveAt(), statement.revision())
                : new PlanStarted(metadata, "le-chat", statement.plan(), statement.effectiveAt(), statement.revision());
    }

    private static EventMetadata metadata(int sequence) {
        var at = DAY.plus(Duration.ofHours(20)).plus(Duration.ofMinutes(sequence - 3L));
        return new EventMetadata(sequence, at, Actor.BILLING, Channel.API, null);
    }

    private static PlanStatement statement(String report) {
        var parts = report.split("[@#]");
        var hour = report.contains("@") ? Long.valueOf(parts[1]) : null;
        var revision = report.contains("#") ? Long.valueOf(parts[parts.length - 1]) : null;
        return new PlanStatement(
                parts[0].equals("end") ? null : parts[0],
                hour == null ? null : DAY.plus(Duration.ofHours(hour)),
                revision);
    }
}
