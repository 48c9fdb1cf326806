package ai.datacontrols.ledger;

import static ai.datacontrols.ledger.Rows.instant;

import jakarta.inject.Singleton;
import java.time.Instant;

/** The database's clock: the same for every replica. */
@Singleton
class DatabaseClock {

    private final Store store;

    DatabaseClock(Store store) {
        this.store = store;
    }

    Instant now() {
        return store.with("the database's clock can't be read", connection -> {
            try (var sql = connection.prepareStatement("select clock_timestamp() as at");
                    var row = sql.executeQuery()) {
                row.next();
                return instant(row, "at");
            }
        });
    }
}
