package ai.datacontrols.configuration;

import ai.datacontrols.database.DatabaseConfig;
import ai.datacontrols.ledger.ChoiceConfig;
import ai.datacontrols.ledger.chain.LedgerConfig;
import ai.datacontrols.ledger.feed.FeedConfig;
import ai.datacontrols.proof.store.LogConfig;
import ai.datacontrols.settings.receipts.DataControllerConfig;
import ai.datacontrols.support.SupportConfig;
import ai.datacontrols.verification.VerificationConfig;
import ai.datacontrols.web.ProductLinks;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.SiteConfig;
import ai.datacontrols.web.ndjson.StreamConfig;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.ConfigValidator;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Refuses to start with invalid settings, before any of them is used. Has the rules of all config mappings (ADR 0024);
 * a setting that is missing or has the wrong type is rejected by SmallRye Config.
 */
public class StartupConfigValidator implements SmallRyeConfigBuilderCustomizer, ConfigValidator {

    private static final Set<String> NOT_FOR_PEOPLE = Set.of("dev", "test", "demo");

    private final Map<Class<?>, BiConsumer<Object, ConfigErrors>> rules = new HashMap<>();
    private final boolean isInProduction;

    public StartupConfigValidator() {
        this(isInProduction());
    }

    StartupConfigValidator(boolean isInProduction) {
        this.isInProduction = isInProduction;
        register(SiteConfig.class, StartupConfigValidator::check);
        register(RegisteredClients.class, StartupConfigValidator::check);
        register(ProductLinks.class, StartupConfigValidator::check);
        register(DataControllerConfig.class, (config, errors) -> errors.requireHttps("page", config.page()));
        register(DatabaseConfig.class, StartupConfigValidator::check);
        register(SignInConfig.class, StartupConfigValidator::check);
        register(LedgerConfig.class, StartupConfigValidator::check);
        register(LogConfig.class, LogConfigValidator::check);
        register(StreamConfig.class, StartupConfigValidator::check);
        register(FeedConfig.class, StartupConfigValidator::check);
        register(SupportConfig.class, StartupConfigValidator::check);
        register(
                VerificationConfig.class,
                (config, errors) ->
                        errors.require(config.accountsPerSecond() >= 0, "accounts-per-second", "must not be negative"));
        register(
                ChoiceConfig.class,
                (config, errors) -> errors.requireAtLeastOne("opt-ins-per-day", config.optInsPerDay()));
    }

    private <T> void register(Class<T> mapping, BiConsumer<T, ConfigErrors> rule) {
        rules.put(mapping, (config, errors) -> rule.accept(mapping.cast(config), errors));
    }

    Set<Class<?>> mappings() {
        return rules.keySet();
    }

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withValidator(this);
    }

    /** @throws ConfigValidationException with a problem for each invalid setting, never with a secret */
    @Override
    public void validateMapping(Class<?> mapping, String prefix, Object config) {
        var errors = new ConfigErrors(prefix, isInProduction);
        rules.getOrDefault(mapping, (unchecked, none) -> {}).accept(config, errors);
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
                "must have no path, because the pages are at the root of their host");
        errors.requireHttps("fine-tuning-article", site.fineTuningArticle());
    }

    private static void check(RegisteredClients clients, ConfigErrors errors) {
        new TreeMap<>(clients.byId()).forEach((id, client) -> errors.requireHttps(id + ".address", client.address()));
    }

    private static void check(ProductLinks links, ConfigErrors errors) {
        new TreeMap<>(links.byProduct()).forEach((product, its) -> {
            checkLink(product + ".deletion", its.deletion(), errors);
            checkLink(product + ".temporary-chats", its.temporaryChats(), errors);
            checkLink(product + ".retention", its.retention(), errors);
            checkLink(product + ".privacy-policy", its.privacyPolicy(), errors);
            checkLink(product + ".contact", its.contact(), errors);
        });
    }

    private static void checkLink(String name, Optional<URI> link, ConfigErrors errors) {
        link.ifPresent(address -> errors.require(
                address.getHost() != null && "https".equals(address.getScheme()), name, "must be an https:// URL"));
    }

    private static void check(DatabaseConfig database, ConfigErrors errors) {
        errors.require(database.url().startsWith("jdbc:postgresql:"), "url", "must be a jdbc:postgresql: URL");
        errors.rejectDemoSecret("password", database.password());
        database.ownerPassword().ifPresent(password -> errors.rejectDemoSecret("owner-password", password));
        if (database.migrateAtStart() || database.ownerUsername().isPresent()) {
            errors.require(
                    database.ownerUsername().isPresent(),
                    "owner-username",
                    "must be set, or migrate-at-start must be false");
            errors.require(
                    database.ownerPassword().isPresent(), "owner-password", "must be set together with owner-username");
        }
        errors.require(
                !database.ownerUsername().equals(Optional.of(database.username())),
                "username",
                "must not be owner-username, because the application's role must not be able to change the ledger");
    }

    private static void check(SignInConfig signIn, ConfigErrors errors) {
        errors.requireHttps("issuer", signIn.issuer());
        errors.requireSessionSecret("session-secret", signIn.sessionSecret());
        errors.requireSessionSecret("staff-session-secret", signIn.staffSessionSecret());
        errors.require(
                !signIn.staffSessionSecret().equals(signIn.sessionSecret()),
                "staff-session-secret",
                "must not be session-secret, because a session of the pages must not be readable as one of staff");
        errors.rejectDemoSecret("client-secret", signIn.clientSecret());
    }

    private static void check(LedgerConfig ledger, ConfigErrors errors) {
        var earlier = new HashSet<String>();
        checkKey("chain-key", ledger.chainKey(), earlier, errors);
        new TreeMap<>(ledger.chainKeys()).forEach((number, key) -> {
            var name = "chain-keys." + number;
            errors.require(number > 1, name, "must have a number from 2 on; chain-key is number 1");
            checkKey(name, key, earlier, errors);
        });
        errors.require(isKey(ledger.signingKey(), ledger), "signing-key", "must be the number of a configured key");
        errors.require(
                !ledger.retiredKeys().containsKey(ledger.signingKey()),
                "signing-key",
                "must not be the number of a retired key");
        new TreeMap<>(ledger.retiredKeys())
                .keySet()
                .forEach(number -> errors.require(
                        isKey(number, ledger), "retired-keys." + number, "must have the number of a configured key"));
    }

    private static void checkKey(String name, String key, Set<String> earlier, ConfigErrors errors) {
        errors.requireRandomBytes(name, key);
        errors.require(earlier.add(key), name, "must differ from every earlier key");
        errors.rejectDemoSecret(name, key);
    }

    private static boolean isKey(int number, LedgerConfig ledger) {
        return number == 1 || ledger.chainKeys().containsKey(number);
    }

    private static void check(StreamConfig streams, ConfigErrors errors) {
        var reserved = streams.reservedPerRole();
        errors.require(streams.minLines() >= 0, "min-lines", "must not be negative");
        errors.require(reserved >= 0, "reserved-per-role", "must not be negative");
        errors.require(
                streams.maxConcurrent() > 3 * reserved,
                "max-concurrent",
                "must be more than 3 times reserved-per-role, so that each of the four roles has a place");
        errors.require(
                streams.maxConcurrentSnapshots() > reserved,
                "max-concurrent-snapshots",
                "must be more than reserved-per-role, so that each of the two roles has a place");
        errors.require(
                streams.maxConcurrentExports() > 2 * reserved,
                "max-concurrent-exports",
                "must be more than twice reserved-per-role, so that each of the three roles has a place");
        checkShare("max-concurrent", streams.maxConcurrent(), "per-client", streams.maxConcurrentPerClient(), errors);
        checkShare(
                "max-concurrent-snapshots",
                streams.maxConcurrentSnapshots(),
                "per-client",
                streams.maxConcurrentSnapshotsPerClient(),
                errors);
        checkShare(
                "max-concurrent-exports",
                streams.maxConcurrentExports(),
                "per-caller",
                streams.maxConcurrentExportsPerCaller(),
                errors);
        errors.requireWithin(
                "idle-timeout", streams.idleTimeout(), Duration.ofSeconds(59), "must be from 1 to 59 seconds");
        errors.requireWithin(
                "snapshot-timeout", streams.snapshotTimeout(), Duration.ofDays(1), "must be from 1 second to 1 day");
        errors.requireWithin(
                "export-timeout", streams.exportTimeout(), Duration.ofDays(1), "must be from 1 second to 1 day");
    }

    private static void checkShare(String limit, int total, String holder, int each, ConfigErrors errors) {
        var share = limit + "-" + holder;
        errors.requireAtLeastOne(share, each);
        errors.require(total >= each, limit, "must be at least " + share);
    }

    private static void check(FeedConfig feed, ConfigErrors errors) {
        errors.require(feed.validFor().compareTo(Duration.ofSeconds(1)) >= 0, "valid-for", "must be at least 1 second");
        errors.require(
                feed.retention().compareTo(feed.validFor()) >= 0,
                "retention",
                "must be at least valid-for, so that a pipeline that follows needs no new snapshot");
    }

    private static void check(SupportConfig support, ConfigErrors errors) {
        errors.requireAtLeastOne("searches-per-hour", support.searchesPerHour());
        errors.requireAtLeastOne("accounts-per-day", support.accountsPerDay());
        errors.requirePattern("ticket", support.ticket());
    }
}
