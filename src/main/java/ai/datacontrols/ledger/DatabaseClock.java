package ai.datacontrols.ledger;

import static ai.datacontrols.ledger.Rows.instant;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/** The database's clock: the same for every replica. */
@Singleton
class DatabaseClock {

    private final DataSource database;

    DatabaseClock(DataSource database) {
        this.database = database;
    }

    Instant now() {
        try (var connection = database.getConnection();
                var sql = connection.prepareStatement("select clock_timestamp() as at");
                var row = sql.executeQuery()) {
            row.next();
            return instant(row, "at");
        } catch (SQLException e) {
            throw new IllegalStateException("the database's clock can't be read", e);
        }
    }
}
