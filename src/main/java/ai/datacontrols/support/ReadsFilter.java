package ai.datacontrols.support;

import ai.datacontrols.ledger.ReadsWanted;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.Rfc3339;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** Which looks an auditor wants to see, as it comes from the address of the page. */
public class ReadsFilter {

    @RestQuery
    String staff;

    @RestQuery
    String account;

    @RestQuery
    String from;

    @RestQuery
    String until;

    /** Where an older page begins: after the look recorded at this instant (RFC 3339)… */
    @RestQuery
    String before;

    /** …by this member of the staff. */
    @RestQuery
    String behind;

    public String staff() {
        return text(staff);
    }

    public String account() {
        return text(account);
    }

    public String from() {
        return text(from);
    }

    public String until() {
        return text(until);
    }

    /** Whether something was given that can't be read. */
    boolean isWrong(Reader reader) {
        return isGivenWithout(staff(), id(staff()))
                || isGivenWithout(account(), id(account()))
                || isGivenWithout(from(), reader.instant(from()))
                || isGivenWithout(until(), reader.instant(until()));
    }

    /** What can't be read is passed over. */
    ReadsWanted wanted(Reader reader) {
        return new ReadsWanted(
                id(staff()).orElse(null),
                id(account()).orElse(null),
                reader.instant(from()).orElse(Instant.EPOCH),
                page().or(() -> reader.instant(until())).orElse(null),
                page().flatMap(older -> id(text(behind))).orElse(null));
    }

    private Optional<Instant> page() {
        return Rfc3339.parseParameter(before);
    }

    private static boolean isGivenWithout(String text, Optional<?> read) {
        return !text.isEmpty() && read.isEmpty();
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static String text(String given) {
        return given == null ? "" : given.strip();
    }
}
