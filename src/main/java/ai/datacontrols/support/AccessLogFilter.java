package ai.datacontrols.support;

import ai.datacontrols.accesslog.AccessLogQuery;
import ai.datacontrols.web.Rfc3339;
import ai.datacontrols.web.input.FormValues;
import ai.datacontrols.web.locale.UserLocale;
import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The filter of the access log, from the page's query parameters. */
public class AccessLogFilter {

    @RestQuery
    String staff;

    @RestQuery
    String account;

    @RestQuery
    String from;

    @RestQuery
    String until;

    /** An older page begins after the access recorded at this instant (RFC 3339)… */
    @RestQuery
    String before;

    /** …by this staff member. */
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

    /** Whether any parameter is malformed. */
    boolean isWrong(UserLocale userLocale) {
        return isGivenWithout(staff(), FormValues.uuid(staff()))
                || isGivenWithout(account(), FormValues.uuid(account()))
                || isGivenWithout(from(), userLocale.instant(from()))
                || isGivenWithout(until(), userLocale.instant(until()));
    }

    /** Ignores malformed parameters. */
    AccessLogQuery query(UserLocale userLocale) {
        return new AccessLogQuery(
                FormValues.uuid(staff()).orElse(null),
                FormValues.uuid(account()).orElse(null),
                userLocale.instant(from()).orElse(Instant.EPOCH),
                page().or(() -> userLocale.instant(until())).orElse(null),
                page().flatMap(older -> FormValues.uuid(text(behind))).orElse(null));
    }

    private Optional<Instant> page() {
        return Rfc3339.parseParameter(before);
    }

    private static boolean isGivenWithout(String text, Optional<?> read) {
        return !text.isEmpty() && read.isEmpty();
    }

    private static String text(String given) {
        return given == null ? "" : given.strip();
    }
}
