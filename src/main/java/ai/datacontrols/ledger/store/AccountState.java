package ai.datacontrols.ledger.store;

import ai.datacontrols.policy.ConsentState;
import java.time.Instant;
import java.util.Map;

/** The consent states of an account by product, at an instant of the database's clock. */
public record AccountState(Map<String, ConsentState> consentStates, Instant at, Instant erasedAt) {

    public ConsentState consentState(String product) {
        return consentStates.getOrDefault(product, ConsentState.none(product));
    }
}
