package ai.datacontrols.configuration;

import ai.datacontrols.database.DatabaseConfig;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Requires the settings of database and sign-in. Injecting them here validates them at startup, before their first use. */
@Startup
@Singleton
class RequiredConfig {

    RequiredConfig(DatabaseConfig database, SignInConfig signIn) {}
}
