package ai.datacontrols.support;

import ai.datacontrols.web.input.TypedText;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/** Validates access reasons: 8 to 200 characters, or the reference of a ticket. */
@Singleton
class AccessReasonValidator {

    private final Pattern ticket;

    AccessReasonValidator(SupportConfig config) {
        ticket = Pattern.compile(config.ticket());
    }

    Optional<String> validate(String text) {
        return TypedText.reason(text, ticket);
    }
}
