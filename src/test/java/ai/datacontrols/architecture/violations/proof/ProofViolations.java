package ai.datacontrols.architecture.violations.proof;

import ai.datacontrols.architecture.violations.proof.store.StoreViolations;
import ai.datacontrols.ledger.chain.CanonicalEncoding;
import jakarta.inject.Singleton;
import java.sql.Connection;

/** Classes of the proof package that break its rule. */
public final class ProofViolations {

    private ProofViolations() {}

    @Singleton
    public static class IsABean {}

    public static class DependsOnLedger {
        CanonicalEncoding encoding;
    }

    public static class DependsOnStore {
        StoreViolations.DependsOnWeb store;
    }

    public static class UsesJdbc {
        Connection connection;
    }
}
