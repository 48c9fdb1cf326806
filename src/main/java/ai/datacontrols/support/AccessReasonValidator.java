package ai.datacontrols.support;

import ai.datacontrols.web.TypedText;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why staff look somebody up: in 8 to 200 characters, or by a ticket. */
@Singleton
class AccessReasonValidator {

    private final Pattern ticket;

    AccessReasonValidator(SupportConfig config) {
        ticket = Pattern.compile(config.ticket());
    }

    /** The reason as it is recorded; empty for one that is none. */
    Optional<String> validate(String text) {
        return TypedText.reason(text, ticket);
    }
}
