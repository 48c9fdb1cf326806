package ai.datacontrols.settings;

import ai.datacontrols.ledger.feed.PropagationStatus;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.PermittedPeriod;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.Plan;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import ai.datacontrols.policy.rules.Rule;
import ai.datacontrols.policy.rules.UsageRule;
import ai.datacontrols.web.ReturnLink;
import ai.datacontrols.web.locale.NoticeTexts;
import ai.datacontrols.web.locale.PolicyTexts;
import ai.datacontrols.web.locale.RuleText;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One product on the settings page.
 *
 * @param changedBy the policy version that last started or ended use; null if plan or choice did
 * @param notice the notice about a choice just made, or null
 * @param optInsPerDay limit of opt-ins per account and 24 hours
 * @param state changes with the state that the person's choice is based on ({@link SettingsPageFactory#state})
 * @param isLinkTarget whether the link to the page was about this product
 * @param propagation whether consumers have applied the current choice; null without a choice or consumers
 * @param back the link back to where the person came from, or null
 * @param requestId the id of the next attempt
 * @param privacyControl whether the reader's browser sends Global Privacy Control
 * @param pastPeriods the latest past periods of permitted use ({@link ai.datacontrols.policy.PastUse#latest})
 */
@TemplateData
public record ProductCard(
        Product product,
        ConsentState consentState,
        Policy policy,
        Policy changedBy,
        PolicyTexts texts,
        CardNotice notice,
        int optInsPerDay,
        String state,
        boolean isLinkTarget,
        PropagationStatus propagation,
        ReturnLink back,
        UUID requestId,
        boolean privacyControl,
        List<PermittedPeriod> pastPeriods) {

    private static final int MOST_YEARS = 5;

    public String id() {
        return product.id();
    }

    public String plan() {
        return policy.plan(id(), consentState.plan()).map(Plan::name).orElse(null);
    }

    int rank() {
        if (isLinkTarget) {
            return 0;
        }
        return plan() == null ? 2 : 1;
    }

    /** Returns whether the card is collapsed: without a plan, not the target of the link, and without a choice. */
    public boolean isFolded() {
        return rank() == 2 && consentState.choice() == null;
    }

    public boolean hasSwitch() {
        return policy.hasChoice(id(), consentState.plan());
    }

    public boolean isOnByPlan() {
        return hasSwitch() && consentState.choice() == null;
    }

    public boolean isOptedOut() {
        return consentState.isOptedOut();
    }

    /**
     * Returns whether the opt-out was made where there was no switch. False for one from before the present plan and
     * the policy version in force, whose plan the state doesn't tell.
     */
    public boolean isOptedOutInAdvance() {
        return isOptedOut()
                && !hasSwitch()
                && consentState.choiceEntry().equals(consentState.lastEntry())
                && !consentState.choiceEntry().at().isBefore(policy.inForceFrom());
    }

    /** Returns the text of the rule that decides; null if no plan is known, because no rule applies then. */
    public String ruleText() {
        return policy.rule(id(), Policy.INPUT_OUTPUT, consentState.plan())
                .map(rule -> texts.ruleText(rule.id()))
                .orElse(null);
    }

    /** Returns the names of the plans that have a choice if the present plan has none, and the other way round. */
    public String otherPlans() {
        return product.plans().stream()
                .filter(plan -> policy.hasChoice(id(), plan.id()) != hasSwitch())
                .map(Plan::name)
                .collect(Collectors.joining(", "));
    }

    /** Returns the rules that apply on every plan, whatever the switch says; empty without a plan. */
    public List<RuleText> notes() {
        return plan() == null
                ? List.of()
                : policy.rulesOf(id()).stream()
                        .filter(Rule::appliesToAllPlans)
                        .map(rule -> RuleText.of(rule, texts))
                        .toList();
    }

    public String noticeVersion() {
        return NoticeTexts.LATEST;
    }

    public String switchLabel() {
        return texts.switchLabel(id());
    }

    public String effect() {
        return texts.effect(id(), hasSwitch(), isOptedOut() ? Choice.OPTED_IN : Choice.OPTED_OUT);
    }

    /** Returns the address of the card's form: the opposite of the current choice. It contains the link back. */
    public String action() {
        return "/settings/" + id() + (isOptedOut() ? hasSwitch() ? "/opt-in" : "/withdraw" : "/opt-out")
                + (back == null ? "" : "?from=" + back.from());
    }

    /** Returns whether to offer an opt-out because of Global Privacy Control: only until the person has made a choice. */
    public boolean offersOptOut() {
        return privacyControl && isOnByPlan();
    }

    /** The time from the first past period of permitted use to the end of the last; null if there was none. */
    public PermittedPeriod pastUse() {
        return PermittedPeriod.span(pastPeriods).orElse(null);
    }

    public boolean isPastUseWithinADay(UserLocale userLocale) {
        return userLocale
                .dayOf(pastUse().from())
                .equals(userLocale.dayOf(pastUse().until()));
    }

    public boolean isUsed() {
        return consentState.isUsable();
    }

    public RawString timeBar(UserLocale userLocale, String today) {
        var now = consentState.at();
        var start = pastUse() == null ? consentState.usableSince() : pastUse().from();
        var first = userLocale.dayOf(start).getYear() + 1;
        var last = userLocale.dayOf(now).getYear();
        var step = Math.max(1, (last - first) / MOST_YEARS + 1);
        var years = IntStream.rangeClosed(first, last)
                .filter(year -> (last - year) % step == 0)
                .mapToObj(year -> new TimeBar.Year(userLocale.startOfYear(year), year))
                .toList();
        return new RawString(new TimeBar(pastPeriods, consentState.usableSince(), now, years, today).svg());
    }

    public RuleAnswer answer(RuleText note) {
        return RuleAnswer.of(note.rule(), hasSwitch());
    }

    /** Returns whether a statement that nothing is used must mention feedback, which may be used on every plan. */
    public boolean mentionsFeedback() {
        return !isUsed() && notes().stream().map(RuleText::rule).anyMatch(rule -> rule.use() == UsageRule.WHEN_GIVEN);
    }

    public ExpectedState expectedState() {
        return ExpectedState.of(consentState, policy);
    }

    public CardState.Truth truth() {
        return CardState.Truth.of(this);
    }

    public CardState.Cause cause() {
        return CardState.Cause.of(this);
    }

    public CardState.Control control() {
        return CardState.Control.of(this);
    }

    public CardState.Outcome outcome() {
        return CardState.Outcome.of(this);
    }

    public CardState.Caption caption() {
        return CardState.Caption.of(this);
    }

    public CardState.PlanChange planChange() {
        return CardState.PlanChange.of(this);
    }

    public CardState.LastChange lastChange() {
        return CardState.LastChange.of(this);
    }

    public CardState.Propagation propagationStatus() {
        return CardState.Propagation.of(this);
    }

    public boolean offersAdvanceOptOut() {
        return !hasSwitch() && !isOptedOut();
    }

    public boolean hasAdvanceOptOut() {
        return !hasSwitch() && isOptedOut();
    }

    public boolean justOptedOut() {
        return notice == CardNotice.SAVED && isOptedOut();
    }

    /** Returns false if the plan has come to have a choice since the withdrawal. */
    public boolean justWithdrew() {
        return notice == CardNotice.SAVED && consentState.isWithdrawn() && !hasSwitch();
    }

    /** Returns whether the choice just made replaced the pressed button, so that the text about it takes the focus. */
    private boolean hasReplacedButton() {
        return !hasSwitch() && justOptedOut() || justWithdrew();
    }

    public boolean isTitleFocused() {
        return isLinkTarget && !hasReplacedButton();
    }

    /** Returns the key of the rendered rows that all people with an equal key share. */
    public String rowsKey() {
        return RowsKey.of(this).toString();
    }

    /** Returns the id of a folded row that the answer to a choice replaces. */
    public String rowId(String row) {
        return id() + "-" + row;
    }

    /** Returns when plan, choice or rules last changed the state of this product; null without any entry. */
    public Instant lastChangedAt() {
        if (changedBy != null) {
            return changedBy.inForceFrom();
        }
        return consentState.lastEntry() == null
                ? null
                : consentState.lastEntry().at();
    }
}
