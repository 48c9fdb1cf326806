package ai.datacontrols.operations;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.NoSuchElementException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Migrates the database to this version, and exits: {@code java -cp 'app/*:lib/main/*:lib/boot/*'
 * ai.datacontrols.operations.Migrations}. A separate process, so that the application doesn't need the owner's
 * password, and this process doesn't need the ledger's key.
 */
public final class Migrations {

    private Migrations() {}

    public static void main(String... none) {
        try {
            var settings = new SmallRyeConfigBuilder()
                    .addSystemSources()
                    .addDefaultInterceptors()
                    .build();
            var done = Flyway.configure()
                    .dataSource(
                            settings.getValue("data-controls.database.url", String.class),
                            settings.getValue("data-controls.database.owner-username", String.class),
                            settings.getValue("data-controls.database.owner-password", String.class))
                    .placeholders(Map.of(
                            "application_role", settings.getValue("data-controls.database.username", String.class)))
                    .load()
                    .migrate();
            System.out.printf(
                    "The database is at version %s; %d migrations were needed.%n",
                    done.targetSchemaVersion == null ? done.initialSchemaVersion : done.targetSchemaVersion,
                    done.migrationsExecuted);
        } catch (NoSuchElementException | FlywayException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }
}
