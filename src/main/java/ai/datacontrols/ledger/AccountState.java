package ai.datacontrols.ledger;

import ai.datacontrols.policy.ConsentState;
import java.time.Instant;
import java.util.Map;

/** Where an account stands with every product it has to do with, at an instant of the database's clock. */
public record AccountState(Map<String, ConsentState> consentStates, Instant at, Instant erasedAt) {

    public ConsentState consentState(String product) {
        return consentStates.getOrDefault(product, ConsentState.none(product));
    }
}
