package ai.datacontrols.policy;

import ai.datacontrols.policy.rules.Choice;

public enum ChoiceAction {
    OPT_OUT,
    OPT_IN,
    /** Withdraws an opt-out where there is no switch, so that the default of a later plan applies. */
    WITHDRAW;

    public static ChoiceAction of(Choice choice) {
        return choice == Choice.OPTED_OUT ? OPT_OUT : OPT_IN;
    }

    /** Returns whether the action gives protection away, so that it requires the current state and is limited. */
    public boolean reducesProtection() {
        return this != OPT_OUT;
    }

    public AccountEvent toEvent(EventMetadata metadata, String product) {
        return switch (this) {
            case OPT_OUT -> new AccountEvent.ChoiceMade(metadata, product, Choice.OPTED_OUT);
            case OPT_IN -> new AccountEvent.ChoiceMade(metadata, product, Choice.OPTED_IN);
            case WITHDRAW -> new AccountEvent.ChoiceWithdrawn(metadata, product);
        };
    }
}
