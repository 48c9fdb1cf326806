package ai.datacontrols.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The database of an operator's command, which runs outside the application: one connection, one transaction at a time. */
public final class CommandDatabase implements AutoCloseable {

    private final Connection connection;

    private CommandDatabase(Connection connection) {
        this.connection = connection;
    }

    /** @throws IllegalStateException if the database can't be reached */
    public static CommandDatabase open(String url, String username, String password) {
        try {
            var connection = DriverManager.getConnection(url, username, password);
            connection.setAutoCommit(false);
            return new CommandDatabase(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("failed to connect to the database: " + e.getMessage(), e);
        }
    }

    public Jdbc jdbc() {
        return new Jdbc(null) {
            @Override
            public <T> T call(String otherwise, Work<T> work) {
                try {
                    return work.apply(connection);
                } catch (SQLException e) {
                    throw new IllegalStateException(otherwise + ": " + e.getMessage(), e);
                }
            }
        };
    }

    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("failed to commit: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("failed to close the connection", e);
        }
    }
}
