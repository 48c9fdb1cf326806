package ai.datacontrols.settings;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.Explanation;
import ai.datacontrols.policy.Plan;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.Product;
import ai.datacontrols.web.ReturnLink;
import ai.datacontrols.web.locale.RuleText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * "Would this be used?", with the answer once it was asked.
 *
 * @param form what was asked, as it was written
 * @param faults what keeps it from being answered; empty when nothing does, or nothing was asked
 * @param createdAt when it was created; null when that wasn't asked, or can't be read
 * @param answers in the order of the creation instants they hold for; several when the answer changed within the minute that was
 *     asked about; empty when nothing was asked, or it can't be answered
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
        PRODUCT_UNKNOWN("product"),
        KIND_UNKNOWN("data"),
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
     * @param rule the rule that decided; null where none got that far
     * @param entry the entry of the person's history that decided; null where none did
     */
    record Answer(
            Explanation explanation, Instant from, Instant until, RuleText rule, LedgerEntry entry, Policy names) {

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

    /** Whether the answer changed within the minute that was asked about. */
    public boolean hasParts() {
        return answers.size() > 1;
    }

    /** Whether the instant of creation was given to the second. */
    public boolean hasSeconds() {
        return !createdAt.truncatedTo(ChronoUnit.MINUTES).equals(createdAt);
    }

    /** Whether the instant of creation was given as RFC 3339: the field for date and time shows it in the reader's zone. */
    public boolean isInstant() {
        return createdAt != null && !form.isDateAField();
    }

    /** What is wrong with a field; null when nothing is. */
    public Fault fault(String field) {
        return faults.stream()
                .filter(fault -> fault.field().equals(field))
                .findFirst()
                .orElse(null);
    }

    /** A product that was asked about and isn't one: still to be seen in the form. */
    public String unknownProduct() {
        return fault("product") == null ? null : form.product();
    }

    /** A kind of data that was asked about and isn't one. */
    public String unknownKind() {
        return fault("data") == null ? null : form.data();
    }

    /** Whether the date is shown as it was typed, since a field for dates would throw it away. */
    public boolean isDateText() {
        return fault("created") == Fault.CREATED_UNREADABLE;
    }
}
