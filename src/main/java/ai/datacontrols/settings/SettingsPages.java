package ai.datacontrols.settings;

import ai.datacontrols.ledger.Chosen;
import ai.datacontrols.ledger.Obedience;
import ai.datacontrols.ledger.OwnView;
import ai.datacontrols.ledger.Pipelines;
import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Product;
import ai.datacontrols.policy.Standing;
import ai.datacontrols.web.GlobalPrivacyControl;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.SignedIn;
import ai.datacontrols.web.Wording;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Makes the settings page, and a card of it, under the policy that was in force when the store was asked. */
@Singleton
class SettingsPages {

    private final PolicyTimeline timeline;
    private final Pipelines pipelines;
    private final RegisteredClients clients;
    private final SignedIn signedIn;
    private final Reader reader;
    private final GlobalPrivacyControl privacyControl;

    SettingsPages(
            PolicyTimeline timeline,
            Pipelines pipelines,
            RegisteredClients clients,
            SignedIn signedIn,
            Reader reader,
            GlobalPrivacyControl privacyControl) {
        this.timeline = timeline;
        this.pipelines = pipelines;
        this.clients = clients;
        this.signedIn = signedIn;
        this.reader = reader;
        this.privacyControl = privacyControl;
    }

    /** @param outcome what became of the choice just made for the product arrived for; null when none was */
    SettingsPage page(OwnView view, Arrival arrival, ChoiceOutcome outcome) {
        var policy = timeline.at(view.state().at());
        var cards = policy.products().stream()
                .map(product -> {
                    var standing = view.standing(product.id());
                    var arrivedFor = product.id().equals(arrival.product());
                    var told = outcome == null ? saidAgain(arrival.recorded(), standing) : outcome;
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
        return new SettingsPage(cards, clients.returnLink(arrival.from()).orElse(null), privacyControl.isSent());
    }

    /** The card of a product for which a choice was just made. */
    Card card(String product, Chosen chosen, String from) {
        var policy = timeline.at(chosen.standing().at());
        var standing = chosen.standing();
        return card(
                policy.product(product).orElseThrow(),
                standing,
                policy,
                chosen.outcome(),
                false,
                obedience(standing),
                from);
    }

    private Card card(
            Product product,
            Standing standing,
            Policy policy,
            ChoiceOutcome outcome,
            boolean arrivedFor,
            Obedience obedience,
            String from) {
        return new Card(
                product,
                standing,
                policy,
                Wording.of(policy.textVersion(), reader.locale()),
                outcome,
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
    private static ChoiceOutcome saidAgain(String recorded, Standing standing) {
        return standing.choiceEntry() != null
                        && String.valueOf(standing.choiceEntry().sequence()).equals(recorded)
                ? ChoiceOutcome.RECORDED
                : null;
    }
}
