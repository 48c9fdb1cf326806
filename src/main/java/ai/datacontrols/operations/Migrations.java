package ai.datacontrols.operations;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.NoSuchElementException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the database up to this version, and ends: {@code java -cp 'app/*:lib/main/*:lib/boot/*' ai.datacontrols.operations.Migrations}.
 * It is a process of its own, so that the one that serves people needn't know the owner's password, and the one with that
 * password needn't know the ledger's key.
 */
public final class Migrations {

    private Migrations() {}

    /** Takes its four settings from the environment or from system properties; what is wrong is said in a sentence. */
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
