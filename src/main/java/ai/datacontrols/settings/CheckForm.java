package ai.datacontrols.settings;

import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.DecisionQuery;
import ai.datacontrols.policy.FeedbackPart;
import ai.datacontrols.settings.CheckPage.Fault;
import ai.datacontrols.web.locale.UserLocale;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** What a person asks: would this be used? As it comes from the address of the page, whatever it holds. */
public class CheckForm {

    /** The value of a field for date and time without seconds: any instant of that minute is meant. */
    private static final Pattern MINUTE = Pattern.compile("[^T]*T[0-9]{2}:[0-9]{2}");

    /** Product and kind of data in one value, {@code le-chat/ocr}, as the form sends them. */
    @RestQuery
    String item;

    @RestQuery
    String product;

    @RestQuery
    String data;

    /** A day, or a day and a time, or an RFC 3339 instant. */
    @RestQuery
    String created;

    /** The time of the day, which isn't required. */
    @RestQuery
    String time;

    /** What the form says of itself: a field that was left empty doesn't arrive. */
    @RestQuery
    boolean asked;

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

    /** Date and time in one text, as a link gives them. */
    private String moment() {
        return time().isEmpty() ? created() : created() + "T" + time();
    }

    /** The first instant that is meant: of a day, a minute or a second. */
    Optional<Instant> createdAt(UserLocale userLocale) {
        return userLocale.startOfDay(moment()).or(() -> userLocale.instant(moment()));
    }

    /** Whether a day is meant and not one of its minutes. */
    public boolean isDay() {
        return !created().isEmpty() && !moment().contains("T") && !moment().contains("t");
    }

    public boolean rating() {
        return rating;
    }

    public boolean comment() {
        return comment;
    }

    /** Whether anything is asked: a link may fill in what it is about alone. */
    boolean isAsked() {
        return asked || created != null;
    }

    /** The first instant after those that are meant, when data was created at the first of them. */
    Instant end(Instant createdAt, UserLocale userLocale) {
        if (isDay()) {
            return userLocale.endOfDay(createdAt);
        }
        return MINUTE.matcher(moment()).matches() ? createdAt.plus(1, ChronoUnit.MINUTES) : createdAt.plusNanos(1);
    }

    /** Declares the question; one about an unknown product or kind can't be answered. */
    void declare(AccountFold account, Instant createdAt, Instant end) {
        if (product() != null && data() != null) {
            account.expect(product(), data(), createdAt, end, null);
        }
    }

    /** What keeps it from being answered, in the order of the form. */
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
