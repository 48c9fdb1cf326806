package ai.datacontrols.database;

import static ai.datacontrols.database.ResultSets.instant;

import jakarta.inject.Singleton;
import java.time.Instant;

/** The database's clock: the same for every replica. */
@Singleton
public class DatabaseClock {

    private final Jdbc jdbc;

    DatabaseClock(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    public Instant now() {
        return jdbc.call("the database's clock can't be read", connection -> {
            try (var sql = connection.prepareStatement("select clock_timestamp() as at");
                    var row = sql.executeQuery()) {
                row.next();
                return instant(row, "at");
            }
        });
    }
}
