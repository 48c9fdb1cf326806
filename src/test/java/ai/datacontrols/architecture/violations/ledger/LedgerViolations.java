package ai.datacontrols.architecture.violations.ledger;

import ai.datacontrols.settings.receipts.DataControllerConfig;
import ai.datacontrols.web.SiteConfig;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.util.List;
import org.hibernate.Session;

/** Classes of the ledger package that break its rules. */
public final class LedgerViolations {

    private LedgerViolations() {}

    public static class DependsOnSettings {
        DataControllerConfig controller;
    }

    public static class DependsOnWeb {
        SiteConfig site;
    }

    public static class UsesJdbc {
        Connection connection;
    }

    public static class ReadsNatively {
        Object read(EntityManager entities) {
            return entities.createNativeQuery("select 1", Long.class);
        }
    }

    public static class ReadsNativelyWithoutAType {
        List<?> read(EntityManager entities) {
            return entities.createNativeQuery("select 1").getResultList();
        }
    }

    public static class ReadsNativelyByAMapping {
        Object read(EntityManager entities) {
            return entities.createNativeQuery("select 1", "mapping");
        }
    }

    public static class ReadsNativelyThroughASession {
        Object read(Session session) {
            return session.createNativeQuery("select 1", Long.class);
        }
    }
}
