package ai.datacontrols.support;

import ai.datacontrols.ledger.AccountProfile;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.LedgerEntry;
import ai.datacontrols.ledger.SupportReads;
import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.AccountHistory;
import ai.datacontrols.policy.Explanation;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Product;
import ai.datacontrols.policy.Question;
import ai.datacontrols.support.AccountPage.Fault;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.Wording;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes the page of an account as it was at a moment. All of it is folded from what had happened by then. */
@Singleton
class AccountPages {

    private static final int LOOKS = 20;

    private final Ledger ledger;
    private final SupportReads reads;
    private final PolicyTimeline timeline;
    private final Reader reader;

    AccountPages(Ledger ledger, SupportReads reads, PolicyTimeline timeline, Reader reader) {
        this.ledger = ledger;
        this.reads = reads;
        this.timeline = timeline;
        this.reader = reader;
    }

    /**
     * @param asOf a moment of the past; null for the present
     * @param read the look that was recorded for this
     */
    AccountPage page(UUID account, Asking asking, Instant asOf, Fault fault, String reason, long read) {
        var histories = ledger.histories(List.of(account));
        var whole = histories.byAccount().get(account);
        var now = whole.notBeforeTheLast(histories.at());
        var at = asOf == null ? now : asOf;
        var policy = timeline.at(at);
        var wording = Wording.of(policy.textVersion(), reader.locale());
        var profile = QuarkusTransaction.requiringNew().call(() -> AccountProfile.<AccountProfile>findById(account));
        var created = reader.instant(asking.created());
        var isUnreadable = asking.hasQuestion() && created.isEmpty();
        return new AccountPage(
                account,
                profile == null ? null : profile.email,
                profile == null ? null : profile.displayName,
                reason,
                read,
                at,
                asOf != null,
                policy,
                policy.products().stream()
                        .map(product -> view(product, whole, at, policy, wording))
                        .toList(),
                asking,
                asking.hasQuestion() && created.isPresent()
                        ? timeline.explain(asking.question(created.get(), at), whole)
                        : null,
                isUnreadable ? Fault.CREATION_UNREADABLE : fault,
                entries(ledger.entries(account), at, policy),
                reads.of(account, at, LOOKS));
    }

    private ProductView view(Product product, AccountHistory history, Instant at, Policy policy, Wording wording) {
        return new ProductView(
                product, history.standing(product.id(), at, timeline), policy, wording, why(product, history, at));
    }

    /** Why what is written at this very moment would be used or not. */
    private Explanation why(Product product, AccountHistory history, Instant at) {
        return timeline.explain(new Question(product.id(), Policy.INPUT_OUTPUT, at, Set.of(), at), history);
    }

    private List<EntryView> entries(List<LedgerEntry> stored, Instant at, Policy names) {
        var views = new ArrayList<EntryView>();
        var before = new ArrayList<AccountEvent>();
        for (LedgerEntry entry : stored) {
            if (!entry.happenedAt.isAfter(at)) {
                views.add(EntryView.of(entry, new AccountHistory(before), names, timeline));
                before.add(entry.toEvent());
            }
        }
        Collections.reverse(views);
        return views;
    }
}
