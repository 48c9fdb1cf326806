package ai.datacontrols.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Configures the database and its two roles; {@code application.properties} passes the values on. */
@ConfigMapping(prefix = "data-controls.database")
public interface DatabaseConfig {

    /** Returns the JDBC URL, such as {@code jdbc:postgresql://host/data_controls}. */
    String url();

    /** Returns the application's role, which can append to the ledger but not change it. */
    String username();

    String password();

    /** Returns whether the application migrates the database at startup; otherwise {@link Migrations} has to run before. */
    @WithDefault("true")
    boolean migrateAtStart();

    /** Returns the role that owns the tables and runs the migrations; required to migrate at startup. */
    Optional<String> ownerUsername();

    Optional<String> ownerPassword();
}
