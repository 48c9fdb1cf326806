package ai.datacontrols.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.datacontrols.database.DatabaseConfig;
import ai.datacontrols.ledger.ChoiceConfig;
import ai.datacontrols.ledger.chain.LedgerConfig;
import ai.datacontrols.ledger.feed.FeedConfig;
import ai.datacontrols.parts.ApplicationClasses;
import ai.datacontrols.settings.receipts.DataControllerConfig;
import ai.datacontrols.support.SupportConfig;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.SiteConfig;
import ai.datacontrols.web.ndjson.StreamConfig;
import com.tngtech.archunit.core.domain.JavaClass;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartupConfigValidatorTest {

    private static final String CHAIN_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static final String DEMO_SECRET = "demo-only-known-to-everybody-never-for-production";

    private static final Map<String, String> VALID = Map.ofEntries(
            Map.entry("address", "https://privacy.example.com"),
            Map.entry("fine-tuning-article", "https://help.example.com/fine-tuning"),
            Map.entry("clients.le-chat.name", "le Chat"),
            Map.entry("clients.le-chat.address", "https://chat.example.com/"),
            Map.entry("controller.name", "Example AI"),
            Map.entry("controller.page", "https://help.example.com/privacy"),
            Map.entry("database.url", "jdbc:postgresql://localhost/data_controls"),
            Map.entry("database.username", "data_controls"),
            Map.entry("database.password", "a-password"),
            Map.entry("database.owner-username", "data_controls_owner"),
            Map.entry("database.owner-password", "another-password"),
            Map.entry("sign-in.issuer", "https://id.example.com/realms/data-controls"),
            Map.entry("sign-in.client-id", "data-controls"),
            Map.entry("sign-in.client-secret", "a-secret"),
            Map.entry("sign-in.session-secret", "0123456789abcdef0123456789abcdef"),
            Map.entry("sign-in.staff-session-secret", "fedcba9876543210fedcba9876543210"),
            Map.entry("ledger.chain-key", CHAIN_KEY));

    @Test
    void acceptsValidSettings() {
        assertThat(errors(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        address                                    | //privacy.example.com             | must be an https:// URL
        address                                    | http://privacy.example.com        | must be an https:// URL
        address                                    | https://privacy.example.com/here  | must have no path, because the pages are at the root of their host
        fine-tuning-article                        | ftp://help.example.com            | must be an https:// URL
        clients.le-chat.address                    | javascript:alert(1)               | must be an https:// URL
        controller.page                            | help.example.com                  | must be an https:// URL
        database.url                               | postgres://somewhere              | must be a jdbc:postgresql: URL
        database.username                          | data_controls_owner               | must not be owner-username, because the application's role must not be able to change the ledger
        sign-in.issuer                             | http://id.example.com/realms/x    | must be an https:// URL
        sign-in.session-secret                     | short-secret                      | must have at least 32 characters
        sign-in.staff-session-secret               | short-secret                      | must have at least 32 characters
        sign-in.staff-session-secret               | 0123456789abcdef0123456789abcdef  | must not be session-secret, because a session of the pages must not be readable as one of staff
        ledger.chain-key                           | no Base64                         | must be at least 32 random bytes in Base64
        ledger.chain-keys.2                        | dG9vIHNob3J0                      | must be at least 32 random bytes in Base64
        ledger.chain-keys.2                        | MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= | must differ from every earlier key
        ledger.chain-keys.1                        | ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA= | must have a number from 2 on; chain-key is number 1
        ledger.signing-key                         | 4                                 | must be the number of a configured key
        ledger.retired-keys.5                      | 2026-12-01T09:00:00Z              | must have the number of a configured key
        streams.min-lines                          | -1                                | must not be negative
        streams.reserved-per-role                  | -1                                | must not be negative
        streams.max-concurrent-per-client          | 0                                 | must be at least 1
        streams.max-concurrent-snapshots-per-client | 0                                | must be at least 1
        streams.max-concurrent-exports-per-caller  | 0                                 | must be at least 1
        streams.idle-timeout                       | 60S                               | must be from 1 to 59 seconds
        streams.snapshot-timeout                   | 0S                                | must be from 1 second to 1 day
        streams.export-timeout                     | 25H                               | must be from 1 second to 1 day
        feed.valid-for                             | 0S                                | must be at least 1 second
        feed.retention                             | 4M                                | must be at least valid-for, so that a pipeline that follows needs no new snapshot
        support.searches-per-hour                  | 0                                 | must be at least 1
        support.accounts-per-day                   | 0                                 | must be at least 1
        support.ticket                             | [A-Z                              | must be a regular expression
        choices.opt-ins-per-day                    | 0                                 | must be at least 1
        """)
    void namesTheSettingAndWhatToDo(String setting, String value, String error) {
        assertThat(errors(Map.of(setting, value))).containsExactly("data-controls." + setting + " " + error);
    }

    @Test
    void comparesTheLimitsOfStreams() {
        assertThat(errors(Map.of("streams.max-concurrent", "3", "streams.max-concurrent-per-client", "4")))
                .containsExactlyInAnyOrder(
                        "data-controls.streams.max-concurrent must be more than 3 times reserved-per-role, so that"
                                + " each of the four roles has a place",
                        "data-controls.streams.max-concurrent must be at least max-concurrent-per-client");
        assertThat(errors(Map.of("streams.max-concurrent-snapshots", "1", "streams.max-concurrent-exports", "1")))
                .containsExactlyInAnyOrder(
                        "data-controls.streams.max-concurrent-snapshots must be more than reserved-per-role, so that"
                                + " each of the two roles has a place",
                        "data-controls.streams.max-concurrent-snapshots must be at least"
                                + " max-concurrent-snapshots-per-client",
                        "data-controls.streams.max-concurrent-exports must be more than twice reserved-per-role, so"
                                + " that each of the three roles has a place",
                        "data-controls.streams.max-concurrent-exports must be at least"
                                + " max-concurrent-exports-per-caller");
    }

    @Test
    void requiresTheOwnerToMigrate() {
        assertThat(errors(without("database.owner-username", "database.owner-password")))
                .containsExactly(
                        "data-controls.database.owner-username must be set, or migrate-at-start must be false",
                        "data-controls.database.owner-password must be set together with owner-username");
        var settings = without("database.owner-username", "database.owner-password");
        settings.put("database.migrate-at-start", "false");
        assertThat(errors(settings)).isEmpty();
    }

    @Test
    void refusesToSignWithARetiredKey() {
        assertThat(errors(Map.of("ledger.retired-keys.1", "2026-12-01T09:00:00Z")))
                .containsExactly("data-controls.ledger.signing-key must not be the number of a retired key");
    }

    @Test
    void refusesTheSecretsOfTheDemoInProductionOnly() {
        var encoded = Base64.getEncoder().encodeToString(DEMO_SECRET.getBytes(StandardCharsets.UTF_8));
        var settings = Map.of(
                "database.password", DEMO_SECRET,
                "database.owner-password", DEMO_SECRET,
                "sign-in.client-secret", DEMO_SECRET,
                "sign-in.session-secret", DEMO_SECRET,
                "sign-in.staff-session-secret", DEMO_SECRET + "-either",
                "ledger.chain-key", encoded);

        assertThat(errors(settings))
                .containsExactlyInAnyOrderElementsOf(settings.keySet().stream()
                        .map(name -> "data-controls." + name + " must not be the published secret of the demo")
                        .toList());
        assertThat(errors(settings, false)).isEmpty();
    }

    @Test
    void neverNamesAValue() {
        assertThat(errors(Map.of("sign-in.session-secret", "short-secret", "ledger.chain-key", "dG9vIHNob3J0"))
                        .toString())
                .doesNotContain("short-secret", "dG9vIHNob3J0");
    }

    @Test
    void hasRulesForEveryConfigMappingWithMoreThanFlags() {
        var mappings = ApplicationClasses.IMPORTED.stream()
                .filter(each -> each.isAnnotatedWith(ConfigMapping.class))
                .filter(each -> each.getMethods().stream()
                        .anyMatch(method -> !method.getRawReturnType().isEquivalentTo(boolean.class)))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

        assertThat(new StartupConfigValidator(true).mappings())
                .extracting(Class::getName)
                .containsExactlyInAnyOrderElementsOf(mappings);
    }

    private static Map<String, String> without(String... settings) {
        var valid = new HashMap<>(VALID);
        Set.of(settings).forEach(name -> valid.put(name, ""));
        return valid;
    }

    private static List<String> errors(Map<String, String> changed) {
        return errors(changed, true);
    }

    private static List<String> errors(Map<String, String> changed, boolean isInProduction) {
        var settings = new HashMap<>(VALID);
        settings.putAll(changed);
        var properties = new HashMap<String, String>();
        settings.forEach((name, value) -> properties.put("data-controls." + name, value));
        var builder = new SmallRyeConfigBuilder()
                .withMapping(SiteConfig.class)
                .withMapping(RegisteredClients.class)
                .withMapping(DataControllerConfig.class)
                .withMapping(DatabaseConfig.class)
                .withMapping(SignInConfig.class)
                .withMapping(LedgerConfig.class)
                .withMapping(StreamConfig.class)
                .withMapping(FeedConfig.class)
                .withMapping(SupportConfig.class)
                .withMapping(ChoiceConfig.class)
                .addDiscoveredConverters()
                .withMappingIgnore("data-controls.**")
                .withDefaultValues(properties);
        new StartupConfigValidator(isInProduction).configBuilder(builder);
        var thrown = catchThrowableOfType(ConfigValidationException.class, builder::build);
        return thrown == null
                ? List.of()
                : new ArrayList<>(IntStream.range(0, thrown.getProblemCount())
                        .mapToObj(i -> thrown.getProblem(i).getMessage())
                        .toList());
    }
}
