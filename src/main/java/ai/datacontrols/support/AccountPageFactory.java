package ai.datacontrols.support;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.feed.ConsumerCheckpoints;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.DecisionQuery;
import ai.datacontrols.policy.Explanation;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import ai.datacontrols.support.AccountPage.Fault;
import ai.datacontrols.web.locale.PolicyTexts;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Builds the page of an account at an instant, in one pass over its entries up to then. */
@Singleton
class AccountPageFactory {

    private static final int MOST_ACCESSES = 20;

    private final Ledger ledger;
    private final AccessLog accessLog;
    private final PolicyTimeline timeline;
    private final UserLocale userLocale;
    private final ConsumerCheckpoints checkpoints;
    private final ReplyFactory replies;

    AccountPageFactory(
            Ledger ledger,
            AccessLog accessLog,
            PolicyTimeline timeline,
            UserLocale userLocale,
            ConsumerCheckpoints checkpoints,
            ReplyFactory replies) {
        this.checkpoints = checkpoints;
        this.replies = replies;
        this.ledger = ledger;
        this.accessLog = accessLog;
        this.timeline = timeline;
        this.userLocale = userLocale;
    }

    /**
     * @param asOf a past instant; null for the present
     * @param read the access recorded for this page
     */
    AccountPage page(UUID account, AccountQuery query, Instant asOf, Fault fault, String reason, long read) {
        var present = ledger.state(account).at();
        var created = query.createdMoment(userLocale).instant();
        var fold = new AccountFold(timeline);
        timeline.products().forEach(product -> fold.expect(product, asOf));
        if (query.hasDecisionQuery() && created.isPresent()) {
            fold.expect(query.product(), query.data(), created.get(), asOf);
        }
        var entries = new LatestEntries(asOf == null ? Instant.MAX : asOf, query.before());
        var details = new AccountDetails(timeline, asOf == null ? Instant.MAX : asOf);
        for (LedgerEntry entry : ledger.entries(account)) {
            fold.accept(entry.toEvent());
            entries.accept(entry);
            details.accept(entry);
        }
        var at = asOf == null ? fold.notBeforeTheLast(present) : asOf;
        var policy = timeline.at(at);
        var texts = PolicyTexts.latest(policy, userLocale.locale());
        var profile = QuarkusTransaction.requiringNew().call(() -> AccountProfile.<AccountProfile>findById(account));
        var views = policy.products().stream()
                .map(product -> view(account, product, fold, at, policy, texts, details, asOf != null))
                .toList();
        var isUnreadable = query.hasDecisionQuery() && created.isEmpty();
        return new AccountPage(
                account,
                profile == null ? null : profile.email,
                profile == null ? null : profile.displayName,
                reason,
                read,
                at,
                asOf != null,
                policy,
                views,
                query,
                query.hasDecisionQuery() && created.isPresent()
                        ? fold.explain(query.decisionQuery(created.get(), at))
                        : null,
                isUnreadable ? Fault.CREATION_UNREADABLE : fault,
                entries.views(policy, timeline),
                entries.total(),
                entries.older(),
                query.isAboutNewest(),
                accessLog.ofAccount(account, at, MOST_ACCESSES),
                details.erasedAt(),
                asOf != null ? null : reply(profile, details, views));
    }

    private Reply reply(AccountProfile profile, AccountDetails details, List<ProductView> views) {
        var chosen = profile == null ? null : profile.language;
        return replies.reply(
                chosen == null ? details.language() : chosen,
                profile == null ? null : profile.displayName,
                details.erasedAt(),
                views);
    }

    private ProductView view(
            UUID account,
            Product product,
            AccountFold fold,
            Instant at,
            Policy policy,
            PolicyTexts texts,
            AccountDetails details,
            boolean isPast) {
        var consentState = fold.consentState(product.id(), at);
        var choice = consentState.choiceEntry();
        return new ProductView(
                product,
                consentState,
                policy,
                texts,
                why(product, fold, at),
                choice == null || isPast
                        ? null
                        : checkpoints.propagation(account, choice.sequence()).orElse(null),
                details.pastUse(product.id(), at).orElse(null),
                choice != null && details.isChosenByThePerson(product.id()));
    }

    private static Explanation why(Product product, AccountFold fold, Instant at) {
        return fold.explain(new DecisionQuery(product.id(), Policy.INPUT_OUTPUT, at, Set.of(), at));
    }
}
