package ai.datacontrols.ledger.store;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database, for statements of our own. They are part of the caller's transaction where there is one. */
@Singleton
public class Jdbc {

    /** Something to do with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T apply(Connection connection) throws SQLException;
    }

    private final DataSource database;

    Jdbc(DataSource database) {
        this.database = database;
    }

    /**
     * Does it with a connection that goes back to the pool afterwards.
     *
     * @param otherwise what it means that the database can't
     * @throws IllegalStateException saying so; a {@link ConnectionLostException} where the connection was closed
     */
    public <T> T call(String otherwise, Work<T> work) {
        try (var connection = database.getConnection()) {
            return work.apply(connection);
        } catch (SQLException e) {
            throw ConnectionLostException.of(otherwise, e);
        }
    }

    /** A connection to be held for longer; whoever opens it closes it. */
    public Connection open() throws SQLException {
        return database.getConnection();
    }
}
