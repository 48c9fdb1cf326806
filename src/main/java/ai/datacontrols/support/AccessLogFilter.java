package ai.datacontrols.support;

import ai.datacontrols.accesslog.AccessLogQuery;
import ai.datacontrols.accesslog.AccessLogView;
import ai.datacontrols.web.PageLink;
import ai.datacontrols.web.Rfc3339;
import ai.datacontrols.web.input.FormValues;
import ai.datacontrols.web.locale.TypedMoment;
import ai.datacontrols.web.locale.UserLocale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The filter of the access log, from the page's query parameters. */
public class AccessLogFilter {

    enum Kind {
        UNREADABLE,
        UNKNOWN,
        NOT_LATER
    }

    public record Fault(String field, Kind kind) {

        public boolean isUnknown() {
            return kind == Kind.UNKNOWN;
        }

        public boolean isNotLater() {
            return kind == Kind.NOT_LATER;
        }
    }

    private static final int MAX_NAME = 40;

    private static final String STAFF = "staff";
    private static final String ACCOUNT = "account";
    private static final String BEFORE = "before";
    private static final String BEHIND = "behind";
    private static final String FROM = "from";
    private static final String UNTIL = "until";
    private static final String FROM_LATER = "fromLater";
    private static final String UNTIL_LATER = "untilLater";

    /** {@code before} and {@code behind} name the access after which an older page begins. */
    private static final Set<String> FIELDS =
            Set.of(STAFF, ACCOUNT, FROM, FROM_LATER, UNTIL, UNTIL_LATER, BEFORE, BEHIND);

    private static final Set<String> OTHERS = Set.of("language");

    private final Map<String, List<String>> parameters;

    AccessLogFilter(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    public String staff() {
        return text(STAFF);
    }

    public String account() {
        return text(ACCOUNT);
    }

    public String from() {
        return text(FROM);
    }

    public String until() {
        return text(UNTIL);
    }

    public TypedMoment fromMoment(UserLocale userLocale) {
        return new TypedMoment(from(), isLater(FROM_LATER), userLocale);
    }

    public TypedMoment untilMoment(UserLocale userLocale) {
        return new TypedMoment(until(), isLater(UNTIL_LATER), userLocale);
    }

    private boolean isLater(String field) {
        return text(field).equals("true");
    }

    /** Returns the link to the page after an access. */
    String older(AccessLogView last) {
        return PageLink.to("")
                .with(STAFF, staff())
                .with(ACCOUNT, account())
                .with(FROM, from())
                .with(FROM_LATER, text(FROM_LATER))
                .with(UNTIL, until())
                .with(UNTIL_LATER, text(UNTIL_LATER))
                .with(BEFORE, last.recordedAt())
                .with(BEHIND, last.staff())
                .toString();
    }

    /** Returns what is wrong with the parameters; the filter must not be applied if anything is. */
    List<Fault> faults(UserLocale userLocale) {
        var faults = new ArrayList<Fault>();
        parameters.keySet().forEach(name -> {
            if (!FIELDS.contains(name) && !OTHERS.contains(name)) {
                faults.add(new Fault(name.substring(0, Math.min(MAX_NAME, name.length())), Kind.UNKNOWN));
            }
        });
        addIfWrong(faults, STAFF, FormValues::uuid);
        addIfWrong(faults, ACCOUNT, FormValues::uuid);
        addIfWrong(faults, FROM, userLocale::instant);
        addIfWrong(faults, UNTIL, userLocale::instant);
        addIfWrong(faults, BEFORE, Rfc3339::parseParameter);
        addIfWrong(faults, BEHIND, FormValues::uuid);
        if (faults.isEmpty() && !text(BEHIND).isEmpty() && text(BEFORE).isEmpty()) {
            faults.add(new Fault(BEFORE, Kind.UNREADABLE));
        }
        if (faults.isEmpty() && isPeriodEmpty(userLocale)) {
            faults.add(new Fault(UNTIL, Kind.NOT_LATER));
        }
        return faults;
    }

    AccessLogQuery query(UserLocale userLocale) {
        return new AccessLogQuery(
                FormValues.uuid(staff()).orElse(null),
                FormValues.uuid(account()).orElse(null),
                fromMoment(userLocale).instant().orElse(Instant.EPOCH),
                Rfc3339.parseParameter(text(BEFORE))
                        .or(untilMoment(userLocale)::instant)
                        .orElse(null),
                FormValues.uuid(text(BEHIND)).orElse(null));
    }

    private boolean isPeriodEmpty(UserLocale userLocale) {
        var from = fromMoment(userLocale).instant();
        return from.isPresent()
                && untilMoment(userLocale)
                        .instant()
                        .filter(until -> !until.isAfter(from.get()))
                        .isPresent();
    }

    private void addIfWrong(List<Fault> faults, String name, Function<String, Optional<?>> parser) {
        var values = parameters.getOrDefault(name, List.of());
        var text = text(name);
        if (values.size() > 1 || !text.isEmpty() && parser.apply(text).isEmpty()) {
            faults.add(new Fault(name, Kind.UNREADABLE));
        }
    }

    private String text(String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .findFirst()
                .map(String::strip)
                .orElse("");
    }
}
