package ai.datacontrols.architecture.violations.settings;

import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.ledger.store.ConsentProjection;
import ai.datacontrols.ledger.store.LedgerEntry;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/** Classes outside the ledger package that write entities, each in another way. */
public final class WriteViolations {

    private WriteViolations() {}

    public static class PersistsAnEntity {
        void write(LedgerEntry entry) {
            entry.persist();
        }
    }

    public static class PersistsSeveralEntities {
        void write(LedgerEntry entry) {
            LedgerEntry.persist(List.of(entry));
        }
    }

    public static class FlushesEntities {
        void write() {
            LedgerEntry.flush();
        }
    }

    public static class DeletesAnEntity {
        void write(LedgerEntry entry) {
            entry.delete();
        }
    }

    public static class DeletesByTheSupertype {
        void write(PanacheEntityBase entity) {
            entity.delete();
        }
    }

    public static class DeletesById {
        void write(LedgerEntry.Key key) {
            LedgerEntry.deleteById(key);
        }
    }

    public static class DeletesAllRows {
        void write() {
            ConsentProjection.deleteAll();
        }
    }

    public static class DeletesAQuery {
        void write() {
            ConsentProjection.delete("product", "le-chat");
        }
    }

    public static class UpdatesByAQuery {
        void write() {
            AccountProfile.update("email = null");
        }
    }

    public static class DeletesInALambda {
        Runnable write() {
            return () -> ConsentProjection.deleteAll();
        }
    }

    public static class DeletesByAMethodReference {
        Consumer<Object> write() {
            return LedgerEntry::deleteById;
        }
    }

    public static class LocksAnEntity {
        Object write(LedgerEntry.Key key) {
            return LedgerEntry.findById(key, LockModeType.PESSIMISTIC_WRITE);
        }
    }

    public static class SetsAField {
        void write(LedgerEntry entry) {
            entry.hash = new byte[0];
        }
    }

    public static class UsesPanachesEntityManager {
        void write() {
            Panache.getEntityManager()
                    .createNativeQuery("delete from ledger_entry")
                    .executeUpdate();
        }
    }

    public static class UsesAnEntitysEntityManager {
        Object write() {
            return LedgerEntry.getEntityManager();
        }
    }

    public static class UsesAnEntityManager {
        void write(EntityManager entities) {
            entities.createNativeQuery("delete from ledger_entry").executeUpdate();
        }
    }

    public static class UsesASession {
        void write(Session session, LedgerEntry entry) {
            session.merge(entry);
        }
    }

    public static class UsesAStatelessSession {
        void write(StatelessSession session, LedgerEntry entry) {
            session.insert(entry);
        }
    }

    public static class UsesADataSource {
        Connection write(DataSource database) throws SQLException {
            return database.getConnection();
        }
    }
}
