package ai.datacontrols.database;

import static ai.datacontrols.database.ResultSets.instant;

import jakarta.inject.Singleton;
import java.time.Instant;

/** The database's clock, which all replicas share. */
@Singleton
public class DatabaseClock {

    private final Jdbc jdbc;

    public DatabaseClock(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    public Instant now() {
        return jdbc.call("failed to read the database's clock", connection -> {
            try (var sql = connection.prepareStatement("select clock_timestamp() as at");
                    var row = sql.executeQuery()) {
                row.next();
                return instant(row, "at");
            }
        });
    }
}
