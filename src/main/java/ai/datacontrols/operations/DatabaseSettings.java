package ai.datacontrols.operations;

import io.smallrye.config.ConfigMapping;

/**
 * The database, and the two roles that sign in to it. A missing one stops the start with its
 * name; {@code application.properties} hands the values on.
 */
@ConfigMapping(prefix = "data-controls.database")
interface DatabaseSettings {

    /** JDBC address, such as {@code jdbc:postgresql://host/data_controls}. */
    String url();

    /** The application's role: it appends to the ledger and can't change it. */
    String username();

    String password();

    /** The role that owns the tables and runs the migrations. */
    String ownerUsername();

    String ownerPassword();
}
