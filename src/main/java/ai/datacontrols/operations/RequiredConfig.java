package ai.datacontrols.operations;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Nothing works without these. Asking for them here has them checked before anything is started. */
@Startup
@Singleton
class RequiredConfig {

    RequiredConfig(DatabaseConfig database, SignInConfig signIn) {}
}
