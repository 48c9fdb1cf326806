package ai.datacontrols.settings.check;

import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.DecisionQuery;
import ai.datacontrols.policy.rules.FeedbackPart;
import ai.datacontrols.settings.check.CheckPage.Fault;
import ai.datacontrols.web.locale.TypedMoment;
import ai.datacontrols.web.locale.UserLocale;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** The query of a person, "would this be used?", as unvalidated query parameters. */
public class CheckForm {

    /** A date and time without seconds: any instant within that minute. */
    private static final Pattern MINUTE = Pattern.compile("[^T]*T[0-9]{2}:[0-9]{2}");

    /** Product and kind of data in one value, such as {@code le-chat/ocr}, as sent by the form. */
    @RestQuery
    String item;

    @RestQuery
    String product;

    @RestQuery
    String data;

    /** A day, a day with a time, or an RFC 3339 instant. */
    @RestQuery
    String created;

    @RestQuery
    String time;

    /** Set by the form, because browsers don't send an empty optional field. */
    @RestQuery
    boolean asked;

    /** Whether a local time that occurs twice, because the clocks went back, means the second time. */
    @RestQuery
    boolean later;

    @RestQuery
    boolean rating;

    @RestQuery
    boolean comment;

    public String product() {
        return item == null ? product : item.substring(0, Math.max(0, item.indexOf('/')));
    }

    public String data() {
        return item == null ? data : item.substring(item.indexOf('/') + 1);
    }

    public String created() {
        return stripped(created);
    }

    public String time() {
        return stripped(time);
    }

    private static String stripped(String text) {
        return text == null ? "" : text.strip();
    }

    /** Returns date and time as one text, the form that links use. */
    private String text() {
        return time().isEmpty() ? created() : created() + "T" + time();
    }

    public TypedMoment moment(UserLocale userLocale) {
        return new TypedMoment(text(), later, userLocale);
    }

    /** Returns the first instant of the given day, minute or second. */
    Optional<Instant> createdAt(UserLocale userLocale) {
        return userLocale.startOfDay(text()).or(moment(userLocale)::instant);
    }

    public boolean isDay() {
        return !created().isEmpty() && !text().contains("T") && !text().contains("t");
    }

    public boolean later() {
        return later;
    }

    public boolean rating() {
        return rating;
    }

    public boolean comment() {
        return comment;
    }

    /** Returns whether this is a query; a link may also just prefill product and kind. */
    boolean isAsked() {
        return asked || created != null;
    }

    Instant end(Instant createdAt, UserLocale userLocale) {
        if (isDay()) {
            return userLocale.endOfDay(createdAt);
        }
        return MINUTE.matcher(text()).matches() ? createdAt.plus(1, ChronoUnit.MINUTES) : createdAt.plusNanos(1);
    }

    void declare(AccountFold account, Instant createdAt, Instant end) {
        if (product() != null && data() != null) {
            account.expect(product(), data(), createdAt, end, null);
        }
    }

    List<Fault> faults(List<String> products, List<String> kinds, Optional<Instant> createdAt, Instant now) {
        return Stream.of(
                        products.contains(product()) ? null : Fault.PRODUCT_UNKNOWN,
                        kinds.contains(data()) ? null : Fault.KIND_UNKNOWN,
                        createdAt.isPresent()
                                ? createdAt.get().isAfter(now) ? Fault.CREATED_IN_THE_FUTURE : null
                                : created().isEmpty() ? Fault.CREATED_MISSING : Fault.CREATED_UNREADABLE)
                .filter(fault -> fault != null)
                .toList();
    }

    DecisionQuery query(Instant createdAt, Instant asOf) {
        return new DecisionQuery(product(), data(), createdAt, FeedbackPart.of(rating, comment), asOf);
    }
}
