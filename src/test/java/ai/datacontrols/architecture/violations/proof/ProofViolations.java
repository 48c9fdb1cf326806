package ai.datacontrols.architecture.violations.proof;

import ai.datacontrols.ledger.chain.CanonicalEncoding;
import ai.datacontrols.proof.store.LogReader;
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
        LogReader store;
    }

    public static class UsesJdbc {
        Connection connection;
    }
}
