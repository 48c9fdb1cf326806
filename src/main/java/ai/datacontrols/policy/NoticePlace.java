package ai.datacontrols.policy;

import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.Policy;

/** The form that a choice was made with; it determines the texts that the person was shown. */
public enum NoticePlace {
    /** The switch on the settings page. */
    SWITCH,
    /** The button on the settings page that opts out on a plan without a choice. */
    ADVANCE_OPT_OUT,
    /** The button on the page that compares plans. */
    PLAN_COMPARISON,
    /** The offer on the settings page to a browser that sends Global Privacy Control. */
    PRIVACY_CONTROL_OFFER;

    /** Returns whether this form is shown to accounts on a plan, and makes this choice. */
    public boolean offers(Choice choice, Policy policy, String product, String plan) {
        if (plan != null && policy.plan(product, plan).isEmpty()) {
            return false;
        }
        return switch (this) {
            case SWITCH -> policy.hasChoice(product, plan);
            case ADVANCE_OPT_OUT -> choice == Choice.OPTED_OUT && !policy.hasChoice(product, plan);
            case PLAN_COMPARISON -> choice == Choice.OPTED_OUT;
            case PRIVACY_CONTROL_OFFER -> choice == Choice.OPTED_OUT && policy.hasChoice(product, plan);
        };
    }
}
