package ai.datacontrols.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs SQL statements on a pooled connection, within the caller's transaction if there is one. */
@Singleton
public class Jdbc {

    @FunctionalInterface
    public interface Work<T> {
        T apply(Connection connection) throws SQLException;
    }

    private final DataSource database;

    Jdbc(DataSource database) {
        this.database = database;
    }

    /**
     * Runs the work with a pooled connection.
     *
     * @param otherwise the message of the exception if the database fails
     * @throws IllegalStateException with that message; a {@link ConnectionLostException} if the connection was closed
     */
    public <T> T call(String otherwise, Work<T> work) {
        try (var connection = database.getConnection()) {
            return work.apply(connection);
        } catch (SQLException e) {
            throw ConnectionLostException.of(otherwise, e);
        }
    }

    /** Like {@link #call}, but repeats the work on another connection if the database closed the first. */
    public <T> T callIdempotent(String otherwise, Work<T> work) {
        try {
            return call(otherwise, work);
        } catch (ConnectionLostException closed) {
            return call(otherwise, work);
        }
    }

    public Connection open() throws SQLException {
        return database.getConnection();
    }
}
