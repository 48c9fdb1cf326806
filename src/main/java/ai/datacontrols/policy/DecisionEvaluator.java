package ai.datacontrols.policy;

import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Rule;
import ai.datacontrols.policy.rules.UsageRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates the checks in order until one is conclusive. */
final class DecisionEvaluator {

    private final PolicyTimeline timeline;
    private final DecisionQuery query;
    private final AccountFold account;
    private final Policy policy;
    private final ConsentState consentState;

    DecisionEvaluator(PolicyTimeline timeline, DecisionQuery query, AccountFold account) {
        this.timeline = timeline;
        this.query = query;
        this.account = account;
        this.policy = timeline.at(query.asOf());
        this.consentState = account.consentState(query.product(), query.asOf());
    }

    Explanation explain() {
        var passed = new ArrayList<DecisionCheck>();
        for (DecisionCheck check : DecisionCheck.values()) {
            var decision = settledBy(check);
            if (decision.isPresent()) {
                return new Explanation(List.copyOf(passed), check, decision.get());
            }
            passed.add(check);
        }
        return new Explanation(List.copyOf(passed), null, permitted());
    }

    private Optional<Decision> settledBy(DecisionCheck check) {
        return switch (check) {
            case ACCOUNT_KNOWN -> unknownAccount();
            case ACCOUNT_THERE -> erasedAccount();
            case RULE_EXISTS -> noRuleApplies();
            case CREATED_BY_THEN -> createdLater();
            case DATA_USED_AT_ALL -> dataNeverUsed();
            case OTHER_THAN_FEEDBACK -> feedback();
            case PLAN_KNOWN -> unknownPlan();
            case PLAN_ALLOWS -> planExcluded();
            case NO_OPT_OUT -> optedOut();
            case USABLE_SINCE_CREATION -> createdBeforePermittedPeriod();
        };
    }

    private Optional<Decision> unknownAccount() {
        return denyIf(!account.isKnown(query.asOf()), null, Reason.UNKNOWN_ACCOUNT, null);
    }

    private Optional<Decision> erasedAccount() {
        return denyIf(account.isErased(query.asOf()), null, Reason.ACCOUNT_ERASED, null);
    }

    private Optional<Decision> noRuleApplies() {
        return denyIf(!policy.hasRuleFor(query.product(), query.data()), null, Reason.NO_RULE, null);
    }

    private Optional<Decision> createdLater() {
        return denyIf(
                query.createdAt().isAfter(query.asOf()), rule().orElse(null), Reason.NOT_USABLE_SINCE_CREATION, null);
    }

    private Optional<Decision> dataNeverUsed() {
        return policy.rule(query.product(), query.data(), null)
                .filter(rule -> rule.use() == UsageRule.NEVER)
                .map(rule -> denied(rule, Reason.DATA_EXCLUDED, null));
    }

    /** Feedback depends on the plan it was given on, and must satisfy every version in force since then. */
    private Optional<Decision> feedback() {
        var rule = policy.rules().stream()
                .filter(each -> each.appliesTo(query.product(), query.data()) && each.use() == UsageRule.WHEN_GIVEN)
                .findFirst();
        if (rule.isEmpty()) {
            return Optional.empty();
        }
        var created = account.created(query.product(), query.createdAt());
        if (timeline.at(query.createdAt()).plan(query.product(), created.plan()).isEmpty()) {
            return Optional.of(denied(rule.get(), Reason.UNKNOWN_PLAN, created.planEntry()));
        }
        for (Policy version : timeline.inForceBetween(query.createdAt(), query.asOf())) {
            var then = version.rule(query.product(), query.data(), created.plan());
            if (then.isEmpty()) {
                return Optional.of(denied(null, Reason.NO_RULE, null));
            }
            if (then.get().use() == UsageRule.NEVER) {
                return Optional.of(denied(then.get(), Reason.DATA_EXCLUDED, null));
            }
            if (!query.feedback().containsAll(then.get().requires())) {
                return Optional.of(denied(then.get(), Reason.FEEDBACK_INCOMPLETE, null));
            }
        }
        return Optional.of(decision(true, rule.get(), Reason.FEEDBACK_GIVEN, null));
    }

    private Optional<Decision> unknownPlan() {
        return denyIf(
                policy.plan(query.product(), consentState.plan()).isEmpty(),
                null,
                Reason.UNKNOWN_PLAN,
                consentState.planEntry());
    }

    private Optional<Decision> planExcluded() {
        var rule = rule();
        if (rule.isEmpty()) {
            return Optional.of(denied(null, Reason.NO_RULE, null));
        }
        return denyIf(rule.get().use() == UsageRule.NEVER, rule.get(), Reason.PLAN_EXCLUDED, consentState.planEntry());
    }

    private Optional<Decision> optedOut() {
        return denyIf(consentState.isOptedOut(), rule().orElseThrow(), Reason.OPTED_OUT, consentState.choiceEntry());
    }

    private Optional<Decision> createdBeforePermittedPeriod() {
        return denyIf(
                !consentState.isUsable() || query.createdAt().isBefore(consentState.usableSince()),
                rule().orElseThrow(),
                Reason.NOT_USABLE_SINCE_CREATION,
                consentState.usableSinceEntry());
    }

    private Decision permitted() {
        var optedIn = consentState.choice() == Choice.OPTED_IN;
        return decision(
                true,
                rule().orElseThrow(),
                optedIn ? Reason.OPTED_IN : Reason.ON_BY_DEFAULT,
                optedIn ? consentState.choiceEntry() : consentState.planEntry());
    }

    private Optional<Rule> rule() {
        return policy.rule(query.product(), query.data(), consentState.plan());
    }

    private Optional<Decision> denyIf(boolean applies, Rule rule, Reason reason, EntryRef entry) {
        return applies ? Optional.of(denied(rule, reason, entry)) : Optional.empty();
    }

    private Decision denied(Rule rule, Reason reason, EntryRef entry) {
        return decision(false, rule, reason, entry);
    }

    private Decision decision(boolean permitted, Rule rule, Reason reason, EntryRef entry) {
        return new Decision(permitted, rule == null ? null : rule.id(), reason, policy.version(), entry, query.asOf());
    }
}
