package ai.datacontrols.settings;

import ai.datacontrols.ledger.feed.PropagationStatus;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.PermittedPeriod;
import ai.datacontrols.policy.Plan;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.Product;
import ai.datacontrols.policy.Rule;
import ai.datacontrols.web.ReturnLink;
import ai.datacontrols.web.locale.PolicyTexts;
import ai.datacontrols.web.locale.RuleText;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One product on the settings page.
 *
 * @param changedBy the version of the rules that last began or ended use; null if plan or choice did
 * @param notice what to say about a choice just made; null if none was
 * @param optInsPerDay how often an account may opt in within 24 hours
 * @param state changes with what the person decides on ({@link SettingsPageFactory#state})
 * @param isLinkTarget whether the link that led here was about this product
 * @param propagation whether consumers have applied the current choice; null if there is none, or no consumer
 * @param back the link back to where the person came from; null if there is none
 * @param requestId the id of the next attempt
 * @param privacyControl whether the reader's browser sends Global Privacy Control
 * @param pastUse the time from the first period of permitted use to the end of the last; null if use is permitted now, or never was
 */
@TemplateData
record ProductCard(
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
        PermittedPeriod pastUse) {

    public String id() {
        return product.id();
    }

    /** The plan's name; null when no plan is known. */
    public String plan() {
        return policy.plan(id(), consentState.plan()).map(Plan::name).orElse(null);
    }

    /** The place on the page: the product that the person came for, then those they have a plan for. */
    int rank() {
        if (isLinkTarget) {
            return 0;
        }
        return plan() == null ? 2 : 1;
    }

    /** Whether the card is one line until it is opened: the person has no plan, did not come for it, and chose nothing. */
    public boolean isFolded() {
        return rank() == 2 && consentState.choiceEntry() == null;
    }

    /** Whether the plan has a choice, so that there is a switch. */
    public boolean hasSwitch() {
        return policy.hasChoice(id(), consentState.plan());
    }

    /** Whether the plan's default is in force, because no choice was made. */
    public boolean isOnByPlan() {
        return hasSwitch() && consentState.choice() == null;
    }

    public boolean isOptedOut() {
        return consentState.isOptedOut();
    }

    /** What decides, in the words of the rule; null when no plan is known, for no rule speaks then. */
    public String ruleText() {
        return policy.rule(id(), Policy.INPUT_OUTPUT, consentState.plan())
                .map(rule -> texts.ruleText(rule.id()))
                .orElse(null);
    }

    /**
     * Returns the names of the plans of the other kind: without a choice if the present plan has one, with a choice
     * otherwise.
     */
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

    public String switchLabel() {
        return texts.switchLabel(id());
    }

    /** What pressing the switch does, said before it is pressed. */
    public String effect() {
        return texts.effect(id(), hasSwitch(), isOptedOut() ? Choice.OPTED_IN : Choice.OPTED_OUT);
    }

    /**
     * Returns the address of the switch's form: the opposite of the current choice. It contains the link back, which
     * so survives sign-in.
     */
    public String action() {
        return "/settings/" + id() + (isOptedOut() ? "/opt-in" : "/opt-out")
                + (back == null ? "" : "?from=" + back.from());
    }

    /** Whether to offer the opt-out to a browser that asks for privacy: once, until the person has chosen anything. */
    public boolean offersOptOut() {
        return privacyControl && isOnByPlan();
    }

    /** Whether use began and ended on the same day of the reader. */
    public boolean isPastUseWithinADay(UserLocale userLocale) {
        return userLocale.dayOf(pastUse.from()).equals(userLocale.dayOf(pastUse.until()));
    }

    public ExpectedState expectedState() {
        return ExpectedState.of(consentState, policy);
    }

    public boolean justOptedOut() {
        return isSaved() && consentState.choice() == Choice.OPTED_OUT;
    }

    public boolean justOptedIn() {
        return wasOnChosen() && consentState.choiceEntry().equals(consentState.usableSinceEntry());
    }

    /** Whether an opt-in was asked for that changed nothing, as use had been allowed before. */
    public boolean wasOnAlready() {
        return wasOnChosen() && !justOptedIn();
    }

    public boolean wasRefused() {
        return notice == CardNotice.REFUSED_BY_PLAN;
    }

    public boolean wasStale() {
        return notice == CardNotice.STALE;
    }

    public boolean wasLimited() {
        return notice == CardNotice.OPT_IN_LIMIT_REACHED;
    }

    public boolean wasOfAnotherAccount() {
        return notice == CardNotice.OTHER_ACCOUNT;
    }

    public boolean wasSignedOut() {
        return notice == CardNotice.SIGNED_OUT;
    }

    /** When plan, choice or rules last changed what holds for this product; null if nothing has happened. */
    public Instant lastChangedAt() {
        if (changedBy != null) {
            return changedBy.inForceFrom();
        }
        return consentState.lastEntry() == null
                ? null
                : consentState.lastEntry().at();
    }

    public boolean wasLastChangedByChoice() {
        return consentState.choiceEntry() != null && consentState.choiceEntry().equals(consentState.lastEntry());
    }

    /** Only where the choice is in force: a plan that excludes use may have come since. */
    private boolean wasOnChosen() {
        return isSaved() && consentState.choice() == Choice.OPTED_IN && consentState.isUsable();
    }

    private boolean isSaved() {
        return notice == CardNotice.SAVED;
    }
}
