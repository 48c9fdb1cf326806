package ai.datacontrols.ledger.feed;

import java.util.Optional;

/** The cause of a permission, or of its change. */
public enum ChangeReason {
    /** The person opted out or in, or withdrew a choice. */
    CHOICE,
    /** A plan started or ended. */
    PLAN,
    /** The account was erased. */
    ERASURE,
    /** A policy version began use. Only in snapshots: the feed requires a new one for each version. */
    POLICY_VERSION;

    /** Returns the reason of a change that an entry of this kind makes; empty for a kind that this build doesn't know. */
    public static Optional<ChangeReason> ofEntry(String kind) {
        return Optional.ofNullable(kind).map(known -> switch (known) {
            case "OPTED_OUT", "OPTED_IN", "CHOICE_WITHDRAWN" -> CHOICE;
            case "PLAN_STARTED", "PLAN_ENDED" -> PLAN;
            case "ACCOUNT_ERASED" -> ERASURE;
            default -> null;
        });
    }
}
