package ai.datacontrols.policy;

import ai.datacontrols.policy.rules.Policy;

/** The form that an action was taken with; it determines the texts that the person was shown. */
public enum NoticePlace {
    SWITCH,
    ADVANCE_OPT_OUT,
    ADVANCE_WITHDRAWAL,
    PLAN_COMPARISON,
    /** The offer on the settings page to a browser that sends Global Privacy Control. */
    PRIVACY_CONTROL_OFFER;

    /** Returns whether this form is shown to accounts on a plan, and takes this action. */
    public boolean offers(ChoiceAction action, Policy policy, String product, String plan) {
        if (plan != null && policy.plan(product, plan).isEmpty()) {
            return false;
        }
        return switch (this) {
            case SWITCH -> action != ChoiceAction.WITHDRAW && policy.hasChoice(product, plan);
            case ADVANCE_OPT_OUT -> action == ChoiceAction.OPT_OUT && !policy.hasChoice(product, plan);
            case ADVANCE_WITHDRAWAL -> action == ChoiceAction.WITHDRAW && !policy.hasChoice(product, plan);
            case PLAN_COMPARISON -> action == ChoiceAction.OPT_OUT;
            case PRIVACY_CONTROL_OFFER -> action == ChoiceAction.OPT_OUT && policy.hasChoice(product, plan);
        };
    }
}
