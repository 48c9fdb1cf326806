package ai.datacontrols.operations;

import ai.datacontrols.database.DatabaseConfig;
import ai.datacontrols.ledger.ChoiceConfig;
import ai.datacontrols.ledger.chain.LedgerConfig;
import ai.datacontrols.web.SiteConfig;
import ai.datacontrols.web.ndjson.StreamConfig;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.ConfigValidator;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Refuses to start with invalid settings, before any of them is used: one sentence each, with the setting's name. */
public class StartupConfigValidator implements SmallRyeConfigBuilderCustomizer, ConfigValidator {

    private static final Set<String> NOT_FOR_PEOPLE = Set.of("dev", "test", "demo");

    /** Registers this validator for all config mappings. */
    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withValidator(this);
    }

    /** @throws ConfigValidationException with a problem for each invalid setting, never with a secret */
    @Override
    public void validateMapping(Class<?> group, String prefix, Object settings) {
        var errors = new ConfigErrors(prefix, isInProduction());
        if (settings instanceof SiteConfig site) {
            check(site, errors);
        } else if (settings instanceof DatabaseConfig database) {
            check(database, errors);
        } else if (settings instanceof SignInConfig signIn) {
            check(signIn, errors);
        } else if (settings instanceof LedgerConfig ledger) {
            ChainKeysValidator.check(ledger, errors);
        } else if (settings instanceof StreamConfig streams) {
            check(streams, errors);
        } else if (settings instanceof ChoiceConfig choices) {
            errors.require(
                    choices.optInsPerDay() >= 1,
                    "opt-ins-per-day",
                    "is less than 1, so that no one could opt in again");
        }
        if (!errors.found().isEmpty()) {
            throw new ConfigValidationException(
                    errors.found().stream().map(Problem::new).toArray(Problem[]::new));
        }
    }

    /** Reads the profile from the process, because the configuration is still being built. */
    private static boolean isInProduction() {
        var profiles = System.getProperty("quarkus.profile", System.getenv().getOrDefault("QUARKUS_PROFILE", ""));
        return !LaunchMode.current().isDevOrTest()
                && Stream.of(profiles.split(",")).noneMatch(NOT_FOR_PEOPLE::contains);
    }

    private static void check(SiteConfig site, ConfigErrors errors) {
        var address = site.address();
        errors.requireHttps("address", address);
        errors.require(
                address.getRawPath() == null || address.getRawPath().matches("/?"),
                "address",
                "has a path, but the pages are at the root of their host");
        errors.requireHttps("fine-tuning-article", site.fineTuningArticle());
    }

    private static void check(DatabaseConfig database, ConfigErrors errors) {
        errors.require(
                database.url().startsWith("jdbc:postgresql:"), "url", "must be the JDBC URL of a PostgreSQL database");
        errors.rejectDemoSecret("password", database.password());
        database.ownerPassword().ifPresent(password -> errors.rejectDemoSecret("owner-password", password));
        if (database.migrateAtStart() || database.ownerUsername().isPresent()) {
            errors.require(
                    database.ownerUsername().isPresent(), "owner-username", "is required to migrate at the start");
            errors.require(database.ownerPassword().isPresent(), "owner-password", "is required with owner-username");
        }
        errors.require(
                !database.ownerUsername().equals(Optional.of(database.username())),
                "username",
                "is the owner's: the application's role must not be able to change the ledger");
    }

    private static void check(SignInConfig signIn, ConfigErrors errors) {
        errors.requireHttps("issuer", signIn.issuer());
        errors.require(signIn.sessionSecret().length() >= 32, "session-secret", "has fewer than 32 characters");
        errors.require(
                signIn.staffSessionSecret().length() >= 32, "staff-session-secret", "has fewer than 32 characters");
        errors.require(
                !signIn.staffSessionSecret().equals(signIn.sessionSecret()),
                "staff-session-secret",
                "is the session-secret as well, but a session of the pages must not be readable as one of staff");
        errors.rejectDemoSecret("session-secret", signIn.sessionSecret());
        errors.rejectDemoSecret("staff-session-secret", signIn.staffSessionSecret());
        errors.rejectDemoSecret("client-secret", signIn.clientSecret());
    }

    private static void check(StreamConfig streams, ConfigErrors errors) {
        errors.require(streams.minLines() >= 0, "min-lines", "must not be negative");
        errors.require(streams.reservedPerRole() >= 0, "reserved-per-role", "must not be negative");
        errors.require(
                streams.maxConcurrent() > 3 * streams.reservedPerRole(),
                "max-concurrent",
                "must be more than 3 times reserved-per-role, so that each of the four roles has a place");
        errors.require(
                streams.maxConcurrentSnapshots() > streams.reservedPerRole(),
                "max-concurrent-snapshots",
                "must be more than reserved-per-role, so that each of the two roles has a place");
        errors.require(
                streams.maxConcurrentExports() > 2 * streams.reservedPerRole(),
                "max-concurrent-exports",
                "must be more than twice reserved-per-role, so that each of the three roles has a place");
        errors.require(streams.maxConcurrentPerClient() >= 1, "max-concurrent-per-client", "must be at least 1");
        errors.require(
                streams.maxConcurrent() >= streams.maxConcurrentPerClient(),
                "max-concurrent",
                "must be at least max-concurrent-per-client");
        errors.require(
                streams.maxConcurrentSnapshotsPerClient() >= 1,
                "max-concurrent-snapshots-per-client",
                "must be at least 1");
        errors.require(
                streams.maxConcurrentSnapshots() >= streams.maxConcurrentSnapshotsPerClient(),
                "max-concurrent-snapshots",
                "must be at least max-concurrent-snapshots-per-client");
        errors.require(
                isWithin(streams.idleTimeout(), Duration.ofSeconds(1), Duration.ofSeconds(59)),
                "idle-timeout",
                "must be from 1 to 59 seconds");
        errors.require(
                isWithin(streams.snapshotTimeout(), Duration.ofSeconds(1), Duration.ofDays(1)),
                "snapshot-timeout",
                "must be from 1 second to 1 day");
    }

    private static boolean isWithin(Duration duration, Duration least, Duration most) {
        return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }
}
