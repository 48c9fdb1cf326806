package ai.datacontrols.operations;

import ai.datacontrols.ledger.ChoiceSettings;
import ai.datacontrols.ledger.LedgerSettings;
import ai.datacontrols.web.Site;
import ai.datacontrols.web.StreamSettings;
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

/** Stops a start with settings that can't be right, before anything is reached with them: each in a sentence with its name. */
public class SettingsCheck implements SmallRyeConfigBuilderCustomizer, ConfigValidator {

    private static final Set<String> NOT_FOR_PEOPLE = Set.of("dev", "test", "demo");

    /** Has every group of settings pass by here when it is read. */
    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withValidator(this);
    }

    /** @throws ConfigValidationException with a problem for each setting that is wrong, never with a secret in it */
    @Override
    public void validateMapping(Class<?> group, String prefix, Object settings) {
        var faults = new SettingFaults(prefix, isInProduction());
        if (settings instanceof Site site) {
            check(site, faults);
        } else if (settings instanceof DatabaseSettings database) {
            check(database, faults);
        } else if (settings instanceof SignInSettings signIn) {
            check(signIn, faults);
        } else if (settings instanceof LedgerSettings ledger) {
            ChainKeysCheck.check(ledger, faults);
        } else if (settings instanceof StreamSettings streams) {
            check(streams, faults);
        } else if (settings instanceof ChoiceSettings choices) {
            faults.unless(
                    choices.optInsADay() >= 1, "opt-ins-a-day", "is less than 1, so that no one could opt in again");
        }
        if (!faults.found().isEmpty()) {
            throw new ConfigValidationException(
                    faults.found().stream().map(Problem::new).toArray(Problem[]::new));
        }
    }

    /** Asked of the process, as the configuration that would know is only being made. */
    private static boolean isInProduction() {
        var profiles = System.getProperty("quarkus.profile", System.getenv().getOrDefault("QUARKUS_PROFILE", ""));
        return !LaunchMode.current().isDevOrTest()
                && Stream.of(profiles.split(",")).noneMatch(NOT_FOR_PEOPLE::contains);
    }

    private static void check(Site site, SettingFaults faults) {
        var address = site.address();
        faults.unlessWeb("address", address);
        faults.unless(
                address.getRawPath() == null || address.getRawPath().matches("/?"),
                "address",
                "has a path, but the pages are at the root of their host");
        faults.unlessWeb("fine-tuning-article", site.fineTuningArticle());
    }

    private static void check(DatabaseSettings database, SettingFaults faults) {
        faults.unless(
                database.url().startsWith("jdbc:postgresql:"), "url", "is no JDBC address of a PostgreSQL database");
        faults.demo("password", database.password());
        database.ownerPassword().ifPresent(password -> faults.demo("owner-password", password));
        if (database.migrateAtStart() || database.ownerUsername().isPresent()) {
            faults.unless(
                    database.ownerUsername().isPresent(), "owner-username", "is required to migrate at the start");
            faults.unless(database.ownerPassword().isPresent(), "owner-password", "is required with owner-username");
        }
        faults.unless(
                !database.ownerUsername().equals(Optional.of(database.username())),
                "username",
                "is the owner's: the application's role must not be able to change the ledger");
    }

    private static void check(SignInSettings signIn, SettingFaults faults) {
        faults.unlessWeb("issuer", signIn.issuer());
        faults.unless(signIn.sessionSecret().length() >= 32, "session-secret", "has fewer than 32 characters");
        faults.unless(
                signIn.staffSessionSecret().length() >= 32, "staff-session-secret", "has fewer than 32 characters");
        faults.unless(
                !signIn.staffSessionSecret().equals(signIn.sessionSecret()),
                "staff-session-secret",
                "is the session-secret as well, but a session of the pages must not be readable as one of staff");
        faults.demo("session-secret", signIn.sessionSecret());
        faults.demo("staff-session-secret", signIn.staffSessionSecret());
        faults.demo("client-secret", signIn.clientSecret());
    }

    private static void check(StreamSettings streams, SettingFaults faults) {
        faults.unless(streams.atOncePerClient() >= 1, "at-once-per-client", "must be at least 1");
        faults.unless(streams.atOnce() >= streams.atOncePerClient(), "at-once", "must be at least at-once-per-client");
        faults.unless(streams.snapshotsAtOncePerClient() >= 1, "snapshots-at-once-per-client", "must be at least 1");
        faults.unless(
                streams.snapshotsAtOnce() >= streams.snapshotsAtOncePerClient(),
                "snapshots-at-once",
                "must be at least snapshots-at-once-per-client");
        faults.unless(
                isWithin(streams.idleTimeout(), Duration.ofSeconds(1), Duration.ofSeconds(59)),
                "idle-timeout",
                "must be from 1 to 59 seconds");
        faults.unless(
                isWithin(streams.snapshotTimeout(), Duration.ofSeconds(1), Duration.ofDays(1)),
                "snapshot-timeout",
                "must be from 1 second to 1 day");
    }

    private static boolean isWithin(Duration duration, Duration least, Duration most) {
        return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }
}
