package ai.datacontrols.settings;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.Actor;

/** The origin of an entry as its owner reads it; the channel is not enough, because several actors use the API. */
public enum EntrySource {
    SETTINGS_PAGE,
    SIGN_IN,
    BILLING,
    OPERATOR,
    FIRST_LOAD;

    public static EntrySource of(LedgerEntry entry) {
        return switch (entry.channel) {
            case SETTINGS_PAGE -> SETTINGS_PAGE;
            case SIGN_IN -> SIGN_IN;
            case FIRST_LOAD -> FIRST_LOAD;
            case API -> entry.actor == Actor.BILLING ? BILLING : OPERATOR;
        };
    }
}
