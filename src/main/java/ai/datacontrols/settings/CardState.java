package ai.datacontrols.settings;

import ai.datacontrols.policy.rules.Choice;

/** The states of a card, each with a sentence of its own on the page. */
final class CardState {

    private CardState() {}

    enum Truth {
        MAY_BE_USED,
        /** Old or new. */
        NONE_USED,
        NOTHING_USED;

        static Truth of(ProductCard card) {
            return card.isUsed() ? MAY_BE_USED : card.isOptedOut() ? NONE_USED : NOTHING_USED;
        }
    }

    /** The cause of present use, or of its absence. */
    enum Cause {
        OPT_OUT,
        DEFAULT_OF_PLAN,
        OPT_IN,
        PLAN;

        static Cause of(ProductCard card) {
            if (card.isOptedOut()) {
                return OPT_OUT;
            }
            return card.isOnByPlan() ? DEFAULT_OF_PLAN : card.isUsed() ? OPT_IN : PLAN;
        }
    }

    enum Control {
        SWITCH,
        EXCLUDED_BY_PLAN,
        PLAN_UNKNOWN;

        static Control of(ProductCard card) {
            return card.hasSwitch() ? SWITCH : card.plan() == null ? PLAN_UNKNOWN : EXCLUDED_BY_PLAN;
        }
    }

    enum Outcome {
        NONE,
        OPTED_OUT,
        OPTED_OUT_IN_ADVANCE,
        WITHDRAWN,
        OPTED_IN,
        /** An opt-in changed nothing, because use was already allowed. */
        ON_ALREADY,
        OPT_IN_LIMIT_REACHED,
        WITHDRAWAL_LIMIT_REACHED,
        OTHER_ACCOUNT,
        SIGNED_OUT,
        FORM_EXPIRED,
        STALE,
        REFUSED_BY_PLAN,
        REFUSED_WITHOUT_PLAN,
        /** The plan has come to have a choice. */
        WITHDRAWAL_REFUSED;

        static Outcome of(ProductCard card) {
            if (card.notice() == null) {
                return NONE;
            }
            return switch (card.notice()) {
                case SAVED -> saved(card);
                case OPT_IN_LIMIT_REACHED -> card.hasSwitch() ? OPT_IN_LIMIT_REACHED : WITHDRAWAL_LIMIT_REACHED;
                case OTHER_ACCOUNT -> OTHER_ACCOUNT;
                case SIGNED_OUT -> SIGNED_OUT;
                case FORM_EXPIRED -> FORM_EXPIRED;
                case STALE -> STALE;
                case REFUSED_BY_PLAN -> refused(card);
            };
        }

        private static Outcome refused(ProductCard card) {
            if (card.hasSwitch()) {
                return WITHDRAWAL_REFUSED;
            }
            return card.plan() == null ? REFUSED_WITHOUT_PLAN : REFUSED_BY_PLAN;
        }

        private static Outcome saved(ProductCard card) {
            if (card.justWithdrew()) {
                return WITHDRAWN;
            }
            if (card.isOptedOut()) {
                return card.hasSwitch() ? OPTED_OUT : OPTED_OUT_IN_ADVANCE;
            }
            var state = card.consentState();
            if (state.choice() != Choice.OPTED_IN || !state.isUsable()) {
                return NONE; // the plan has come to exclude use since the opt-in
            }
            return state.choiceEntry().equals(state.usableSinceEntry()) ? OPTED_IN : ON_ALREADY;
        }
    }

    /** The sentence under the time bar. */
    enum Caption {
        NONE,
        USED_SINCE,
        USED_BEFORE;

        static Caption of(ProductCard card) {
            return card.isUsed() ? USED_SINCE : card.pastUse() == null ? NONE : USED_BEFORE;
        }
    }

    enum PlanChange {
        OPT_OUT_STAYS,
        USE_MAY_END,
        USE_MAY_BEGIN;

        static PlanChange of(ProductCard card) {
            return card.isOptedOut() ? OPT_OUT_STAYS : card.hasSwitch() ? USE_MAY_END : USE_MAY_BEGIN;
        }
    }

    enum LastChange {
        NONE,
        RULES,
        CHOICE,
        PLAN;

        static LastChange of(ProductCard card) {
            if (card.changedBy() != null) {
                return RULES;
            }
            var last = card.consentState().lastEntry();
            if (last == null) {
                return NONE;
            }
            return last.equals(card.consentState().choiceEntry()) ? CHOICE : PLAN;
        }
    }

    /** Whether training pipelines have applied an opt-out. */
    enum Propagation {
        NONE,
        APPLIED,
        PENDING;

        static Propagation of(ProductCard card) {
            if (card.propagation() == null || !card.isOptedOut()) {
                return NONE;
            }
            return card.propagation().isComplete() ? APPLIED : PENDING;
        }
    }
}
