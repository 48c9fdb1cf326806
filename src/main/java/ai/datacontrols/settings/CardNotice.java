package ai.datacontrols.settings;

import ai.datacontrols.policy.ChoiceOutcome;
import io.quarkus.qute.TemplateEnum;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

@TemplateEnum
enum CardNotice {
    SAVED,
    STALE,
    REFUSED_BY_PLAN,
    OPT_IN_LIMIT_REACHED,
    OTHER_ACCOUNT,
    SIGNED_OUT,
    /** The form's token was no longer valid. */
    FORM_EXPIRED;

    /** The notices that a redirect carries; what was saved is in the ledger. */
    private static final Set<CardNotice> CARRIED = Set.of(STALE, OTHER_ACCOUNT, SIGNED_OUT, FORM_EXPIRED);

    /** Returns the notice; null if the page as a whole shows the outcome. */
    static CardNotice of(ChoiceOutcome outcome) {
        return switch (outcome) {
            case RECORDED, UNCHANGED -> SAVED;
            case STALE -> STALE;
            case REFUSED_BY_PLAN -> REFUSED_BY_PLAN;
            case OPT_IN_LIMIT_REACHED -> OPT_IN_LIMIT_REACHED;
            case ACCOUNT_ERASED -> null;
        };
    }

    /** Returns the notice that a redirect carries for this one: the page that sent the form was outdated. */
    CardNotice carried() {
        return CARRIED.contains(this) ? this : STALE;
    }

    String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CardNotice> ofToken(String token) {
        return CARRIED.stream().filter(notice -> notice.token().equals(token)).findFirst();
    }
}
