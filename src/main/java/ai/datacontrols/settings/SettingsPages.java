package ai.datacontrols.settings;

import ai.datacontrols.ledger.AccountState;
import ai.datacontrols.ledger.ChoiceSettings;
import ai.datacontrols.ledger.Chosen;
import ai.datacontrols.ledger.Obedience;
import ai.datacontrols.ledger.OwnView;
import ai.datacontrols.ledger.Pipelines;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Product;
import ai.datacontrols.policy.Seen;
import ai.datacontrols.policy.Standing;
import ai.datacontrols.web.AccountTag;
import ai.datacontrols.web.GlobalPrivacyControl;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.SignedIn;
import ai.datacontrols.web.Wording;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes the settings page, and a card of it, under the policy that was in force when the store was asked. */
@Singleton
class SettingsPages {

    private final PolicyTimeline timeline;
    private final Pipelines pipelines;
    private final RegisteredClients clients;
    private final SignedIn signedIn;
    private final Reader reader;
    private final GlobalPrivacyControl privacyControl;
    private final ChoiceSettings limits;

    SettingsPages(
            PolicyTimeline timeline,
            Pipelines pipelines,
            RegisteredClients clients,
            SignedIn signedIn,
            Reader reader,
            GlobalPrivacyControl privacyControl,
            ChoiceSettings limits) {
        this.timeline = timeline;
        this.pipelines = pipelines;
        this.clients = clients;
        this.signedIn = signedIn;
        this.reader = reader;
        this.privacyControl = privacyControl;
        this.limits = limits;
    }

    /** @param notice what to say of the product arrived for; null when there is nothing */
    SettingsPage page(OwnView view, Arrival arrival, CardNotice notice) {
        var policy = timeline.at(view.state().at());
        var cards = offered(view.state(), policy).stream()
                .map(product -> {
                    var standing = view.standing(product.id());
                    var arrivedFor = product.id().equals(arrival.product());
                    var told = notice == null ? saidAgain(arrival.recorded(), standing) : notice;
                    return card(
                            product,
                            standing,
                            policy,
                            arrivedFor ? told : null,
                            arrivedFor,
                            view.obedience().get(product.id()),
                            arrival.from());
                })
                .toList();
        return new SettingsPage(
                cards,
                clients.returnLink(arrival.from()).orElse(null),
                view.state().erasedAt(),
                privacyControl.isSent());
    }

    /**
     * Identifies what the signed-in person decides on, with a value for each product: another plan, choice or version of the rules
     * gives another value, and so does another account. A page that is looked at again compares its own with the present ones.
     */
    String state(AccountState state) {
        var policy = timeline.at(state.at());
        return offered(state, policy).stream()
                .map(product -> state(state.standing(product.id()), policy))
                .collect(Collectors.joining(" "));
    }

    private String state(Standing standing, Policy policy) {
        return AccountTag.of(signedIn.account(), standing.product(), Seen.of(standing, policy));
    }

    /** An erased account has nothing left to decide on. */
    private static List<Product> offered(AccountState state, Policy policy) {
        return state.erasedAt() == null ? policy.products() : List.of();
    }

    /** The card of a product for which a choice was just made. */
    Card card(String product, Chosen chosen, String from) {
        var policy = timeline.at(chosen.standing().at());
        var standing = chosen.standing();
        return card(
                policy.product(product).orElseThrow(),
                standing,
                policy,
                CardNotice.of(chosen.outcome()),
                false,
                obedience(standing),
                from);
    }

    private Card card(
            Product product,
            Standing standing,
            Policy policy,
            CardNotice notice,
            boolean arrivedFor,
            Obedience obedience,
            String from) {
        return new Card(
                product,
                standing,
                policy,
                timeline.lastToChangeUse(standing).orElse(null),
                Wording.of(policy.textVersion(), reader.locale()),
                notice,
                limits.optInsADay(),
                state(standing, policy),
                arrivedFor,
                obedience,
                clients.returnLink(from).orElse(null),
                UUID.randomUUID(),
                privacyControl.isSent());
    }

    private Obedience obedience(Standing standing) {
        return standing.choiceEntry() == null
                ? null
                : pipelines
                        .obedience(signedIn.account(), standing.choiceEntry().sequence())
                        .orElse(null);
    }

    /** A page got by redirect says "saved" only if the entry it names is the choice that stands. */
    private static CardNotice saidAgain(String recorded, Standing standing) {
        return standing.choiceEntry() != null
                        && String.valueOf(standing.choiceEntry().sequence()).equals(recorded)
                ? CardNotice.SAVED
                : null;
    }
}
