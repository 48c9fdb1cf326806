package ai.datacontrols.settings;

import ai.datacontrols.ledger.store.AccountState;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.Product;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The state of a person's account, for the menu of the application they use.
 *
 * @param asOf the moment it was read, by the database's clock
 * @param erasedAt when the account was erased; null when it wasn't. Nothing is used then, and nothing can be chosen
 */
record AccountSummary(UUID account, Instant asOf, Instant erasedAt, List<ProductState> products) {

    /** Whether what a person writes may be used to train models. */
    enum Training {
        /** It may be. */
        ON,
        /** It may not, as they opted out. */
        OFF,
        /** It never is on their plan; there is nothing to switch. */
        NEVER,
        /** No plan is known, so nothing is used. */
        UNKNOWN
    }

    /**
     * One product.
     *
     * @param plan null when none is known
     * @param choice null when none was ever made
     * @param since since when training is as it says; null when it is not known
     * @param settings where the person sees it in full and decides
     */
    record ProductState(
            String product,
            String name,
            String plan,
            String planName,
            Training training,
            Choice choice,
            Instant since,
            URI settings) {

        static ProductState of(Product product, ConsentState consentState, Policy policy, URI settings) {
            var plan = product.plan(consentState.plan());
            var training = plan.isEmpty()
                    ? Training.UNKNOWN
                    : !policy.hasChoice(product.id(), consentState.plan())
                            ? Training.NEVER
                            : consentState.isOptedOut() ? Training.OFF : Training.ON;
            var since = switch (training) {
                case ON -> consentState.usableSince();
                case OFF -> at(consentState.choiceEntry());
                case NEVER -> at(consentState.planEntry());
                case UNKNOWN -> null;
            };
            return new ProductState(
                    product.id(),
                    product.name(),
                    plan.map(known -> known.id()).orElse(null),
                    plan.map(known -> known.name()).orElse(null),
                    training,
                    consentState.choice(),
                    since,
                    settings);
        }

        private static Instant at(EntryRef entry) {
            return entry == null ? null : entry.at();
        }
    }

    /** @param settings where a product's settings are */
    static AccountSummary of(UUID account, AccountState state, Policy policy, Function<Product, URI> settings) {
        return new AccountSummary(
                account,
                state.at(),
                state.erasedAt(),
                policy.products().stream()
                        .map(product -> ProductState.of(
                                product, state.consentState(product.id()), policy, settings.apply(product)))
                        .toList());
    }
}
