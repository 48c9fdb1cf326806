package ai.datacontrols.settings;

import ai.datacontrols.ledger.ChoiceConfig;
import ai.datacontrols.ledger.ChoiceResult;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.feed.ConsumerCheckpoints;
import ai.datacontrols.ledger.feed.PropagationStatus;
import ai.datacontrols.ledger.store.AccountOverview;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.PastUse;
import ai.datacontrols.policy.PermittedPeriod;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.ResumableFold;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
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
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds the settings page and its cards under the policy version in force at the instant of reading. */
@Singleton
public class SettingsPageFactory {

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

    public SettingsPage page(AccountOverview overview, LinkContext link, CardNotice notice) {
        var policy = timeline.at(overview.at());
        var products = offered(overview, policy);
        var pastPeriods = pastPeriods(products.stream()
                .map(product -> overview.consentState(product.id()))
                .toList());
        var cards = products.stream()
                .map(product -> {
                    var consentState = overview.consentState(product.id());
                    var arrivedFor = product.id().equals(link.product());
                    var shown = notice == null ? repeatedOutcome(link.recorded(), consentState) : notice;
                    return card(
                            product,
                            consentState,
                            policy,
                            arrivedFor ? shown : null,
                            arrivedFor,
                            overview.propagation().get(product.id()),
                            pastPeriods.getOrDefault(product.id(), List.of()),
                            link.from());
                })
                .sorted(Comparator.comparing(ProductCard::rank))
                .toList();
        return new SettingsPage(
                cards, clients.returnLink(link.from()).orElse(null), overview.erasedAt(), privacyControl.isSent());
    }

    /** Returns a token for each product, by which a page detects that it is stale. */
    String state(AccountOverview overview) {
        var policy = timeline.at(overview.at());
        return offered(overview, policy).stream()
                .map(product -> state(overview.consentState(product.id()), policy))
                .collect(Collectors.joining(" "));
    }

    private String state(ConsentState consentState, Policy policy) {
        return AccountTag.of(currentUser.account(), consentState.product(), ExpectedState.of(consentState, policy));
    }

    private static List<Product> offered(AccountOverview overview, Policy policy) {
        return overview.erasedAt() == null ? policy.products() : List.of();
    }

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
                pastPeriods(List.of(consentState)).getOrDefault(product, List.of()),
                from);
    }

    private ProductCard card(
            Product product,
            ConsentState consentState,
            Policy policy,
            CardNotice notice,
            boolean arrivedFor,
            PropagationStatus propagation,
            List<PermittedPeriod> pastPeriods,
            String from) {
        return new ProductCard(
                product,
                consentState,
                policy,
                timeline.lastToChangeUse(consentState).orElse(null),
                PolicyTexts.latest(policy, userLocale.locale()),
                notice,
                limits.optInsPerDay(),
                state(consentState, policy),
                arrivedFor,
                propagation,
                clients.returnLink(from).orElse(null),
                UUID.randomUUID(),
                privacyControl.isSent(),
                pastPeriods);
    }

    /** The past periods of permitted use, by product. Reads the history only if the state doesn't show them all. */
    private Map<String, List<PermittedPeriod>> pastPeriods(List<ConsentState> consentStates) {
        var folds = consentStates.stream()
                .filter(consentState -> mayHavePastUse(consentState, consentStates))
                .collect(Collectors.toMap(ConsentState::product, used -> new PastUse(used.product(), timeline)));
        var periods = new HashMap<String, List<PermittedPeriod>>();
        if (!folds.isEmpty()) {
            var reader = ResumableFold.all(folds.values());
            var now = ledger.read(Map.of(currentUser.account(), reader)).at();
            consentStates.stream()
                    .filter(consentState -> folds.containsKey(consentState.product()))
                    .forEach(consentState -> periods.put(
                            consentState.product(),
                            folds.get(consentState.product()).until(now).latest().stream()
                                    // the history may be later than the state
                                    .filter(period -> !consentState.isUsable()
                                            || period.from().isBefore(consentState.usableSince()))
                                    .toList()));
        }
        return periods;
    }

    /**
     * The entry that began present use, or else the last one, ended nothing if all entries before it belong to other
     * products. A policy version may have ended use as well.
     */
    private boolean mayHavePastUse(ConsentState consentState, List<ConsentState> all) {
        var last = consentState.lastEntry();
        if (last == null) {
            return false;
        }
        if (consentState.isUsable()
                ? consentState.usableSinceEntry() == null
                : timeline.lastToChangeUse(consentState).isPresent()) {
            return true;
        }
        var entry = consentState.isUsable() ? consentState.usableSinceEntry() : last;
        var ofOthers = all.stream()
                .filter(other -> !other.product().equals(consentState.product()))
                .flatMap(other -> Stream.of(other.planEntry(), other.choiceEntry(), other.usableSinceEntry()))
                .filter(Objects::nonNull)
                .map(EntryRef::sequence)
                .filter(sequence -> sequence < entry.sequence())
                .distinct()
                .count();
        return entry.sequence() - 1 > ofOthers;
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
