package ai.datacontrols.settings;

import ai.datacontrols.policy.ChoiceOutcome;
import io.quarkus.qute.TemplateEnum;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a card says about a press of its switch. */
@TemplateEnum
enum CardNotice {
    SAVED,
    STALE,
    REFUSED_BY_PLAN,
    OPT_IN_LIMIT_REACHED,
    /** The form had been rendered for another account. */
    OTHER_ACCOUNT,
    /** The session was over when the form was sent. */
    SIGNED_OUT;

    /** Null where the whole page says it. */
    static CardNotice of(ChoiceOutcome outcome) {
        return switch (outcome) {
            case RECORDED, UNCHANGED -> SAVED;
            case STALE -> STALE;
            case REFUSED_BY_PLAN -> REFUSED_BY_PLAN;
            case OPT_IN_LIMIT_REACHED -> OPT_IN_LIMIT_REACHED;
            case ACCOUNT_ERASED -> null;
        };
    }

    /** As a cookie's value. */
    String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CardNotice> ofToken(String token) {
        return Stream.of(values())
                .filter(notice -> notice.token().equals(token))
                .findFirst();
    }
}
