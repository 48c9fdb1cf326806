package ai.datacontrols.settings.check;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.Explanation;
import ai.datacontrols.policy.PermittedPeriod;
import ai.datacontrols.policy.rules.Plan;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import ai.datacontrols.web.PageLink;
import ai.datacontrols.web.ReturnLink;
import ai.datacontrols.web.locale.RuleText;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.RawString;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * The page "Check", with the result if there was a query.
 *
 * @param answers in the order of their instants of creation; several if the result changed within the given day or
 *     minute; empty without a valid query
 */
record CheckPage(
        Policy policy,
        CheckForm form,
        List<Fault> faults,
        Instant createdAt,
        List<Answer> answers,
        Instant erasedAt,
        ReturnLink back) {

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
     * One result.
     *
     * @param from the first instant of creation that it applies to
     * @param until the first instant of creation that it no longer applies to; null for the last result
     * @param pastUse when data of that time could be used, if it no longer can; null otherwise
     * @param rule the rule that decided; null if no rule was evaluated
     * @param entry the entry of the person's history that decided; null if none did
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

    public List<Instant> boundaries() {
        return answers.stream().map(Answer::until).filter(Objects::nonNull).toList();
    }

    public Answer answer() {
        return answers.size() == 1 ? answers.get(0) : null;
    }

    public boolean hasParts() {
        return answers.size() > 1;
    }

    public boolean hasSeconds() {
        return !createdAt.truncatedTo(ChronoUnit.MINUTES).equals(createdAt);
    }

    /** Returns the value of the date field: the text as typed if it is malformed. */
    public String day(UserLocale userLocale) {
        return isReadable() ? userLocale.dayOf(createdAt).toString() : form.created();
    }

    /** Returns the value of the time field; empty for a whole day. */
    public String time(UserLocale userLocale) {
        if (!isReadable()) {
            return form.time();
        }
        return form.isDay() ? "" : userLocale.local(createdAt).substring("2026-01-31T".length());
    }

    /** Returns the instant of creation as the result states it. */
    public RawString created(UserLocale userLocale) {
        if (form.isDay()) {
            return userLocale.day(createdAt);
        }
        return hasSeconds() ? userLocale.momentWithSeconds(createdAt) : userLocale.moment(createdAt);
    }

    private boolean isReadable() {
        return createdAt != null && !isDateText();
    }

    public String productName() {
        return policy.product(form.product()).map(Product::name).orElse(null);
    }

    /** Returns whether an option is preselected: a link may contain only the product. */
    public boolean isSelected(String product, String kind) {
        var chosen = form.data() == null ? policy.kindsOf(product).get(0) : form.data();
        return product.equals(form.product()) && kind.equals(chosen);
    }

    /** Returns whether the product has data of this kind: a link can name any combination. */
    public boolean hasKind() {
        return policy.kindsOf(form.product()).contains(form.data());
    }

    public Fault fault(String field) {
        return faults.stream()
                .filter(fault -> fault.field().equals(field))
                .findFirst()
                .orElse(null);
    }

    public String messagesAddress() {
        return PageLink.to("/settings/check")
                .with("item", form.product() + "/" + Policy.INPUT_OUTPUT)
                .with("created", form.created())
                .with("time", form.time())
                .with("later", form.later() ? "true" : null)
                .with("from", back == null ? null : back.from())
                .toString();
    }

    /** Returns whether the form has to show an unknown item, which can't be selected. */
    public boolean isUnknownItem() {
        return form.product() != null && form.data() != null && !hasKind();
    }

    /** Returns whether to show the date in a text field, because a date field would drop a malformed value. */
    public boolean isDateText() {
        return fault("created") == Fault.CREATED_UNREADABLE;
    }
}
