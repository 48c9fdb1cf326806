package ai.datacontrols.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a decision in the order of the steps: the first that has an answer gives it. */
final class DecisionOrder {

    private final PolicyTimeline timeline;
    private final Question question;
    private final AccountFold account;
    private final Policy policy;
    private final Standing standing;

    DecisionOrder(PolicyTimeline timeline, Question question, AccountFold account) {
        this.timeline = timeline;
        this.question = question;
        this.account = account;
        this.policy = timeline.at(question.asOf());
        this.standing = account.standing(question.product(), question.asOf());
    }

    Explanation explain() {
        var passed = new ArrayList<Step>();
        for (Step step : Step.values()) {
            var decision = settledBy(step);
            if (decision.isPresent()) {
                return new Explanation(List.copyOf(passed), step, decision.get());
            }
            passed.add(step);
        }
        return new Explanation(List.copyOf(passed), null, permitted());
    }

    private Optional<Decision> settledBy(Step step) {
        return switch (step) {
            case ACCOUNT_KNOWN -> unknownAccount();
            case ACCOUNT_THERE -> erasedAccount();
            case RULE_EXISTS -> noRuleSpeaksOfIt();
            case CREATED_BY_THEN -> createdLater();
            case DATA_USED_AT_ALL -> dataNeverUsed();
            case OTHER_THAN_FEEDBACK -> feedback();
            case PLAN_KNOWN -> unknownPlan();
            case PLAN_ALLOWS -> planExcluded();
            case NO_OPT_OUT -> optedOut();
            case USABLE_SINCE_CREATION -> createdBeforeTheStretch();
        };
    }

    private Optional<Decision> unknownAccount() {
        return denyIf(!account.isKnown(question.asOf()), null, Reason.UNKNOWN_ACCOUNT, null);
    }

    private Optional<Decision> erasedAccount() {
        return denyIf(account.isErased(question.asOf()), null, Reason.ACCOUNT_ERASED, null);
    }

    private Optional<Decision> noRuleSpeaksOfIt() {
        return denyIf(!policy.speaksOf(question.product(), question.data()), null, Reason.NO_RULE, null);
    }

    private Optional<Decision> createdLater() {
        return denyIf(
                question.createdAt().isAfter(question.asOf()),
                rule().orElse(null),
                Reason.NOT_USABLE_SINCE_CREATION,
                null);
    }

    private Optional<Decision> dataNeverUsed() {
        return policy.rule(question.product(), question.data(), null)
                .filter(rule -> rule.use() == Use.NEVER)
                .map(rule -> denied(rule, Reason.DATA_EXCLUDED, null));
    }

    /** Feedback stands on the plan it was given on, and on every version in force since then: none may loosen it. */
    private Optional<Decision> feedback() {
        var rule = policy.rules().stream()
                .filter(each -> each.speaksOf(question.product(), question.data()) && each.use() == Use.WHEN_GIVEN)
                .findFirst();
        if (rule.isEmpty()) {
            return Optional.empty();
        }
        var created = account.created(question.product(), question.createdAt());
        if (timeline.at(question.createdAt())
                .plan(question.product(), created.plan())
                .isEmpty()) {
            return Optional.of(denied(rule.get(), Reason.UNKNOWN_PLAN, created.planEntry()));
        }
        for (Policy version : timeline.inForceBetween(question.createdAt(), question.asOf())) {
            var then = version.rule(question.product(), question.data(), created.plan());
            if (then.isEmpty()) {
                return Optional.of(denied(null, Reason.NO_RULE, null));
            }
            if (then.get().use() == Use.NEVER) {
                return Optional.of(denied(then.get(), Reason.DATA_EXCLUDED, null));
            }
            if (!question.feedback().containsAll(then.get().requires())) {
                return Optional.of(denied(then.get(), Reason.FEEDBACK_INCOMPLETE, null));
            }
        }
        return Optional.of(decision(true, rule.get(), Reason.FEEDBACK_GIVEN, null));
    }

    private Optional<Decision> unknownPlan() {
        return denyIf(
                policy.plan(question.product(), standing.plan()).isEmpty(),
                null,
                Reason.UNKNOWN_PLAN,
                standing.planEntry());
    }

    private Optional<Decision> planExcluded() {
        var rule = rule();
        if (rule.isEmpty()) {
            return Optional.of(denied(null, Reason.NO_RULE, null));
        }
        return denyIf(rule.get().use() == Use.NEVER, rule.get(), Reason.PLAN_EXCLUDED, standing.planEntry());
    }

    private Optional<Decision> optedOut() {
        return denyIf(standing.isOptedOut(), rule().orElseThrow(), Reason.OPTED_OUT, standing.choiceEntry());
    }

    private Optional<Decision> createdBeforeTheStretch() {
        return denyIf(
                !standing.isUsable() || question.createdAt().isBefore(standing.usableSince()),
                rule().orElseThrow(),
                Reason.NOT_USABLE_SINCE_CREATION,
                standing.usableSinceEntry());
    }

    private Decision permitted() {
        var optedIn = standing.choice() == Choice.OPTED_IN;
        return decision(
                true,
                rule().orElseThrow(),
                optedIn ? Reason.OPTED_IN : Reason.ON_BY_DEFAULT,
                optedIn ? standing.choiceEntry() : standing.planEntry());
    }

    private Optional<Rule> rule() {
        return policy.rule(question.product(), question.data(), standing.plan());
    }

    private Optional<Decision> denyIf(boolean applies, Rule rule, Reason reason, EntryRef entry) {
        return applies ? Optional.of(denied(rule, reason, entry)) : Optional.empty();
    }

    private Decision denied(Rule rule, Reason reason, EntryRef entry) {
        return decision(false, rule, reason, entry);
    }

    private Decision decision(boolean permitted, Rule rule, Reason reason, EntryRef entry) {
        return new Decision(
                permitted, rule == null ? null : rule.id(), reason, policy.version(), entry, question.asOf());
    }
}
