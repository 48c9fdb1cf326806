package ai.datacontrols.support;

import ai.datacontrols.ledger.AccountProfile;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.LedgerEntry;
import ai.datacontrols.ledger.SupportReads;
import ai.datacontrols.policy.AccountFold;
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
import java.util.Set;
import java.util.UUID;

/** Makes the page of an account as it was at a moment, in one pass over its entries: all of it is folded from what had happened by then. */
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
        var present = ledger.state(account).at();
        var created = reader.instant(asking.created());
        var fold = new AccountFold(timeline);
        timeline.products().forEach(product -> fold.expect(product, asOf));
        if (asking.hasQuestion() && created.isPresent()) {
            fold.expect(asking.product(), asking.data(), created.get(), asOf);
        }
        var entries = new LatestEntries(asOf == null ? Instant.MAX : asOf, asking.before());
        for (LedgerEntry entry : ledger.entries(account)) {
            fold.accept(entry.toEvent());
            entries.accept(entry);
        }
        var at = asOf == null ? fold.notBeforeTheLast(present) : asOf;
        var policy = timeline.at(at);
        var wording = Wording.of(policy.textVersion(), reader.locale());
        var profile = QuarkusTransaction.requiringNew().call(() -> AccountProfile.<AccountProfile>findById(account));
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
                        .map(product -> view(product, fold, at, policy, wording))
                        .toList(),
                asking,
                asking.hasQuestion() && created.isPresent() ? fold.explain(asking.question(created.get(), at)) : null,
                isUnreadable ? Fault.CREATION_UNREADABLE : fault,
                entries.views(policy, timeline),
                entries.total(),
                entries.older(),
                asking.isAboutNewest(),
                reads.of(account, at, LOOKS));
    }

    private static ProductView view(Product product, AccountFold fold, Instant at, Policy policy, Wording wording) {
        return new ProductView(product, fold.standing(product.id(), at), policy, wording, why(product, fold, at));
    }

    /** Why what is written at this very moment would be used or not. */
    private static Explanation why(Product product, AccountFold fold, Instant at) {
        return fold.explain(new Question(product.id(), Policy.INPUT_OUTPUT, at, Set.of(), at));
    }
}
