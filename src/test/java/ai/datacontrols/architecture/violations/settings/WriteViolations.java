package ai.datacontrols.architecture.violations.settings;

import ai.datacontrols.accesslog.AccessLogEntry;
import ai.datacontrols.database.Jdbc;
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
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/** Classes outside the ledger package that write entities, each in another way. */
public final class WriteViolations {

    private WriteViolations() {}

    public static class PersistsAnEntity {
        void write(AccessLogEntry entry) {
            entry.persist();
        }
    }

    public static class PersistsSeveralEntities {
        void write(AccessLogEntry entry) {
            AccessLogEntry.persist(List.of(entry));
        }
    }

    public static class FlushesEntities {
        void write() {
            AccessLogEntry.flush();
        }
    }

    public static class DeletesAnEntity {
        void write(AccessLogEntry entry) {
            entry.delete();
        }
    }

    public static class DeletesByTheSupertype {
        void write(PanacheEntityBase entity) {
            entity.delete();
        }
    }

    public static class DeletesById {
        void write(AccessLogEntry.Key key) {
            AccessLogEntry.deleteById(key);
        }
    }

    public static class DeletesAllRows {
        void write() {
            AccountProfile.deleteAll();
        }
    }

    public static class DeletesAQuery {
        void write() {
            AccountProfile.delete("email", "petra@example.org");
        }
    }

    public static class UpdatesByAQuery {
        void write() {
            AccountProfile.update("email = null");
        }
    }

    public static class DeletesInALambda {
        Runnable write() {
            return () -> AccountProfile.deleteAll();
        }
    }

    public static class DeletesByAMethodReference {
        Consumer<Object> write() {
            return AccessLogEntry::deleteById;
        }
    }

    public static class LocksAnEntity {
        Object write(AccessLogEntry.Key key) {
            return AccessLogEntry.findById(key, LockModeType.PESSIMISTIC_WRITE);
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
            return AccessLogEntry.getEntityManager();
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

    public static class UsesTheStore {
        void write(Jdbc jdbc, UUID account) {
            jdbc.call("failed to delete", connection -> {
                ConsentProjection.delete(connection, account);
                return null;
            });
        }
    }
}
