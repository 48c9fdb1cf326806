package ai.datacontrols.database;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** Refuses to start while migrations are pending that run as a separate process. */
@Startup
@Singleton
class PendingMigrationsCheck {

    PendingMigrationsCheck(DatabaseConfig config, Flyway migrations) {
        if (!config.migrateAtStart()) {
            requireCurrent(migrations.info().pending());
        }
    }

    private static void requireCurrent(MigrationInfo... pending) {
        if (pending.length > 0) {
            throw new IllegalStateException(
                    "data-controls.database.migrate-at-start is false, and the database lacks %s: run the migrations first"
                            .formatted(Arrays.stream(pending)
                                    .map(migration -> "V" + migration.getVersion())
                                    .collect(Collectors.joining(", "))));
        }
    }
}
