package ai.datacontrols.web.locale;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A date and time that a person typed. A local time can occur twice, because the clocks went back.
 *
 * @param text a {@code datetime-local} value or an RFC 3339 instant, unvalidated
 * @param later whether a local time that occurs twice means the second time
 */
public record TypedMoment(String text, boolean later, UserLocale userLocale) {

    /** Returns the instant that is meant; empty if the text is missing or malformed. */
    public Optional<Instant> instant() {
        return userLocale.instant(text, later);
    }

    /** Returns the two instants that have this local time, in their order; none if it occurs once. */
    public List<Instant> occurrences() {
        return instant().map(userLocale::occurrences).orElse(List.of());
    }

    /** Returns whether this instant is meant. */
    public boolean isAt(Instant other) {
        return instant().filter(other::equals).isPresent();
    }

    public boolean hasSeconds() {
        return instant()
                .filter(it -> !it.truncatedTo(ChronoUnit.MINUTES).equals(it))
                .isPresent();
    }
}
