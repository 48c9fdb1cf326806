package ai.datacontrols.settings;

import ai.datacontrols.ledger.ChoiceConfig;
import ai.datacontrols.ledger.ChoiceResult;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.feed.ConsumerCheckpoints;
import ai.datacontrols.ledger.feed.PropagationStatus;
import ai.datacontrols.ledger.store.AccountOverview;
import ai.datacontrols.ledger.store.AccountState;
import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.PastUse;
import ai.datacontrols.policy.PermittedPeriod;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Product;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.auth.AccountTag;
import ai.datacontrols.web.auth.CurrentUser;
import ai.datacontrols.web.filter.GlobalPrivacyControl;
import ai.datacontrols.web.locale.PolicyTexts;
import ai.datacontrols.web.locale.UserLocale;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Builds the settings page and its cards under the policy version in force at the instant of reading. */
@Singleton
class SettingsPageFactory {

    private final Ledger ledger;
    private final PolicyTimeline timeline;
    private final ConsumerCheckpoints checkpoints;
    private final RegisteredClients clients;
    private final CurrentUser currentUser;
    private final UserLocale userLocale;
    private final GlobalPrivacyControl privacyControl;
    private final ChoiceConfig limits;

    SettingsPageFactory(
            Ledger ledger,
            PolicyTimeline timeline,
            ConsumerCheckpoints checkpoints,
            RegisteredClients clients,
            CurrentUser currentUser,
            UserLocale userLocale,
            GlobalPrivacyControl privacyControl,
            ChoiceConfig limits) {
        this.ledger = ledger;
        this.timeline = timeline;
        this.checkpoints = checkpoints;
        this.clients = clients;
        this.currentUser = currentUser;
        this.userLocale = userLocale;
        this.privacyControl = privacyControl;
        this.limits = limits;
    }

    /** @param notice the notice for the product of the link; null if there is none */
    SettingsPage page(AccountOverview overview, LinkContext link, CardNotice notice) {
        var policy = timeline.at(overview.state().at());
        var products = offered(overview.state(), policy);
        var pastUse = pastUse(products.stream()
                .map(product -> overview.consentState(product.id()))
                .toList());
        var cards = products.stream()
                .map(product -> {
                    var consentState = overview.consentState(product.id());
                    var arrivedFor = product.id().equals(link.product());
                    var told = notice == null ? repeatedOutcome(link.recorded(), consentState) : notice;
                    return card(
                            product,
                            consentState,
                            policy,
                            arrivedFor ? told : null,
                            arrivedFor,
                            overview.propagation().get(product.id()),
                            pastUse.get(product.id()),
                            link.from());
                })
                .sorted(Comparator.comparing(ProductCard::rank))
                .toList();
        return new SettingsPage(
                cards,
                clients.returnLink(link.from()).orElse(null),
                overview.state().erasedAt(),
                privacyControl.isSent());
    }

    /**
     * Returns a token for each product that changes with plan, choice, policy version and account. A page that becomes
     * visible again compares its tokens with the current ones.
     */
    String state(AccountState state) {
        var policy = timeline.at(state.at());
        return offered(state, policy).stream()
                .map(product -> state(state.consentState(product.id()), policy))
                .collect(Collectors.joining(" "));
    }

    private String state(ConsentState consentState, Policy policy) {
        return AccountTag.of(currentUser.account(), consentState.product(), ExpectedState.of(consentState, policy));
    }

    /** Returns the products with a choice; none for an erased account. */
    private static List<Product> offered(AccountState state, Policy policy) {
        return state.erasedAt() == null ? policy.products() : List.of();
    }

    /** Returns the card of a product after a choice. */
    ProductCard card(String product, ChoiceResult result, String from) {
        var policy = timeline.at(result.consentState().at());
        var consentState = result.consentState();
        return card(
                policy.product(product).orElseThrow(),
                consentState,
                policy,
                CardNotice.of(result.outcome()),
                false,
                propagation(consentState),
                pastUse(List.of(consentState)).get(product),
                from);
    }

    private ProductCard card(
            Product product,
            ConsentState consentState,
            Policy policy,
            CardNotice notice,
            boolean arrivedFor,
            PropagationStatus propagation,
            PermittedPeriod pastUse,
            String from) {
        return new ProductCard(
                product,
                consentState,
                policy,
                timeline.lastToChangeUse(consentState).orElse(null),
                PolicyTexts.of(policy.textVersion(), userLocale.locale()),
                notice,
                limits.optInsPerDay(),
                state(consentState, policy),
                arrivedFor,
                propagation,
                clients.returnLink(from).orElse(null),
                UUID.randomUUID(),
                privacyControl.isSent(),
                pastUse);
    }

    /**
     * Returns, by product, when data could be used that no longer can. Reads the history only if a product may have
     * such data: a page on which use is permitted, or without more than a first entry, needs no further statement.
     */
    private Map<String, PermittedPeriod> pastUse(List<ConsentState> consentStates) {
        var folds = consentStates.stream()
                .filter(this::mayHaveEnded)
                .collect(Collectors.toMap(ConsentState::product, ended -> new PastUse(ended.product(), timeline)));
        var spans = new HashMap<String, PermittedPeriod>();
        if (!folds.isEmpty()) {
            Consumer<AccountEvent> reader = event -> folds.values().forEach(fold -> fold.accept(event));
            var now = ledger.read(Map.of(currentUser.account(), reader)).at();
            folds.forEach((product, fold) -> fold.until(now).span().ifPresent(span -> spans.put(product, span)));
        }
        return spans;
    }

    /**
     * Returns false for products with a single entry, which ends no period, unless a policy version has ended one
     * since.
     */
    private boolean mayHaveEnded(ConsentState consentState) {
        var last = consentState.lastEntry();
        return !consentState.isUsable()
                && last != null
                && (last.sequence() > 1
                        || timeline.lastToChangeUse(consentState).isPresent());
    }

    private PropagationStatus propagation(ConsentState consentState) {
        return consentState.choiceEntry() == null
                ? null
                : checkpoints
                        .propagation(
                                currentUser.account(),
                                consentState.choiceEntry().sequence())
                        .orElse(null);
    }

    /** A page reached by redirect says "saved" only if the entry it names is the current choice. */
    private static CardNotice repeatedOutcome(String recorded, ConsentState consentState) {
        return consentState.choiceEntry() != null
                        && String.valueOf(consentState.choiceEntry().sequence()).equals(recorded)
                ? CardNotice.SAVED
                : null;
    }
}
