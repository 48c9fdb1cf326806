package ai.datacontrols.architecture.violations.support;

import ai.datacontrols.ledger.ChoiceResult;
import ai.datacontrols.ledger.ChooseCommand;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.settings.receipts.DataControllerConfig;
import java.util.function.Function;
import java.util.function.Supplier;

/** Classes of the support package that break its rules. */
public final class SupportViolations {

    private SupportViolations() {}

    public static class DependsOnSettings {
        DataControllerConfig controller;
    }

    public static class CallsTheLedger {
        ChoiceResult write(Ledger ledger) {
            return ledger.choose(null);
        }
    }

    public static class RefersToAMethodOfTheLedger {
        Function<ChooseCommand, ChoiceResult> write(Ledger ledger) {
            return ledger::choose;
        }
    }

    public static class MakesAnEntity {
        LedgerEntry write() {
            return new LedgerEntry();
        }
    }

    public static class RefersToAConstructorOfAnEntity {
        Supplier<LedgerEntry> write() {
            return LedgerEntry::new;
        }
    }

    public static class SetsAField {
        void write(LedgerEntry entry) {
            entry.hash = new byte[0];
        }
    }

    public static class DeletesAllRows {
        void write() {
            AccountProfile.deleteAll();
        }
    }

    public static class CallsAnInheritedMethod {
        Object write() {
            return AccountProfile.getEntityManager();
        }
    }
}
