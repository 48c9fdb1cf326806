package ai.datacontrols.settings;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.Explanation;
import ai.datacontrols.policy.PermittedPeriod;
import ai.datacontrols.policy.Plan;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.Product;
import ai.datacontrols.web.ReturnLink;
import ai.datacontrols.web.locale.RuleText;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.RawString;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * "Would this be used?", with the answer once it was asked.
 *
 * @param form what was asked, as it was written
 * @param faults what keeps it from being answered; empty when nothing does, or nothing was asked
 * @param createdAt when it was created; null when that wasn't asked, or can't be read
 * @param answers in the order of the creation instants they hold for; several when the answer changed within the day or minute
 *     that was asked about; empty when nothing was asked, or it can't be answered
 * @param erasedAt when the account was erased; null when it wasn't
 * @param back the way back to where the reader came from; null when there is none
 */
record CheckPage(
        Policy policy,
        CheckForm form,
        List<Fault> faults,
        Instant createdAt,
        List<Answer> answers,
        Instant erasedAt,
        ReturnLink back) {

    /** What can't be answered as it was asked, and the field that it is about. */
    enum Fault {
        PRODUCT_UNKNOWN("item"),
        KIND_UNKNOWN("item"),
        CREATED_MISSING("created"),
        CREATED_UNREADABLE("created"),
        CREATED_IN_THE_FUTURE("created");

        private final String field;

        Fault(String field) {
            this.field = field;
        }

        public String field() {
            return field;
        }
    }

    /**
     * The answer.
     *
     * @param from the first instant of creation that it holds for
     * @param until the first instant of creation that it holds for no longer; null for the last answer
     * @param pastUse when data of that time could be used, if it no longer can; null if it never could, or still can
     * @param rule the rule that decided; null where none got that far
     * @param entry the entry of the person's history that decided; null where none did
     */
    record Answer(
            Explanation explanation,
            Instant from,
            Instant until,
            PermittedPeriod pastUse,
            RuleText rule,
            LedgerEntry entry,
            Policy names) {

        public String product() {
            return names.product(entry.product).map(Product::name).orElse(entry.product);
        }

        public String plan() {
            return names.plan(entry.product, entry.plan).map(Plan::name).orElse(entry.plan);
        }
    }

    /** The only answer; null when there is none, or there are several. */
    public Answer answer() {
        return answers.size() == 1 ? answers.get(0) : null;
    }

    /** Whether the answer changed within the day or minute that was asked about. */
    public boolean hasParts() {
        return answers.size() > 1;
    }

    /** Whether the instant of creation was given to the second. */
    public boolean hasSeconds() {
        return !createdAt.truncatedTo(ChronoUnit.MINUTES).equals(createdAt);
    }

    /** The value of the field for the date: as it was typed if it can't be read. */
    public String day(UserLocale userLocale) {
        return isReadable() ? userLocale.dayOf(createdAt).toString() : form.created();
    }

    /** The value of the field for the time; empty if a whole day is meant. */
    public String time(UserLocale userLocale) {
        if (!isReadable()) {
            return form.time();
        }
        return form.isDay() ? "" : userLocale.local(createdAt).substring("2026-01-31T".length());
    }

    /** What the answer says of the instant of creation. */
    public RawString created(UserLocale userLocale) {
        if (form.isDay()) {
            return userLocale.day(createdAt);
        }
        return hasSeconds() ? userLocale.momentWithSeconds(createdAt) : userLocale.moment(createdAt);
    }

    private boolean isReadable() {
        return createdAt != null && !isDateText();
    }

    /** The name of the product; null if none is asked about. */
    public String productName() {
        return policy.product(form.product()).map(Product::name).orElse(null);
    }

    /** Whether the form shows this as chosen: a link may name the product alone. */
    public boolean isSelected(String product, String kind) {
        var chosen = form.data() == null ? policy.kindsOf(product).get(0) : form.data();
        return product.equals(form.product()) && kind.equals(chosen);
    }

    /** Whether the product has data of that kind: a link may ask about any. */
    public boolean hasKind() {
        return policy.kindsOf(form.product()).contains(form.data());
    }

    /** What is wrong with a field; null when nothing is. */
    public Fault fault(String field) {
        return faults.stream()
                .filter(fault -> fault.field().equals(field))
                .findFirst()
                .orElse(null);
    }

    /** The address of the same question about messages. */
    public String messagesAddress() {
        var address = UriBuilder.fromPath("/settings/check")
                .queryParam("item", "{product}/{kind}")
                .queryParam("created", "{created}")
                .queryParam("time", "{time}");
        if (back != null) {
            address.queryParam("from", back.from());
        }
        return address.build(form.product(), Policy.INPUT_OUTPUT, form.created(), form.time())
                .toString();
    }

    /** Whether the form shows what was asked about, although it can't be chosen. */
    public boolean isUnknownItem() {
        return form.product() != null && form.data() != null && !hasKind();
    }

    /** Whether the date is shown as it was typed, since a field for dates would throw it away. */
    public boolean isDateText() {
        return fault("created") == Fault.CREATED_UNREADABLE;
    }
}
