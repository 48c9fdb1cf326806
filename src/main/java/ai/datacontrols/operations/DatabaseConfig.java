package ai.datacontrols.operations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * The database, and the two roles that sign in to it. A missing one stops the start with its
 * name; {@code application.properties} hands the values on.
 */
@ConfigMapping(prefix = "data-controls.database")
interface DatabaseConfig {

    /** JDBC address, such as {@code jdbc:postgresql://host/data_controls}. */
    String url();

    /** The application's role: it appends to the ledger and can't change it. */
    String username();

    String password();

    /** Whether the application brings the database up to its version itself; otherwise {@link Migrations} did so before. */
    @WithDefault("true")
    boolean migrateAtStart();

    /** The role that owns the tables and runs the migrations; needed where they run at the start. */
    Optional<String> ownerUsername();

    Optional<String> ownerPassword();
}
