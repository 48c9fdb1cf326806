package ai.datacontrols.settings.me;

import ai.datacontrols.ledger.store.AccountOverview;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The state of a person's account, for the menu of a registered client. After erasure, no data is used.
 *
 * @param asOf the instant of reading, by the database's clock
 */
record AccountSummary(UUID account, Instant asOf, Instant erasedAt, List<ProductState> products) {

    enum Training {
        ON,
        OFF,
        NEVER,
        UNKNOWN
    }

    /**
     * The state of one product.
     *
     * @param plan null if unknown
     * @param choice null if none was ever made
     * @param since when {@code training} last changed; null if unknown
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

    static AccountSummary of(UUID account, AccountOverview state, Policy policy, Function<Product, URI> settings) {
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
