package ai.datacontrols.support;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why staff look somebody up: in 8 to 200 characters, or by a ticket. */
@Singleton
class ReasonGiven {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 200;

    private final Pattern ticket;

    ReasonGiven(SupportSettings settings) {
        ticket = Pattern.compile(settings.ticket());
    }

    /** The reason as it is recorded; empty for one that is none. */
    Optional<String> accepted(String text) {
        var tidy = text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        var length = tidy.codePointCount(0, tidy.length());
        return length <= LONGEST && (length >= SHORTEST || ticket.matcher(tidy).matches())
                ? Optional.of(tidy)
                : Optional.empty();
    }
}
