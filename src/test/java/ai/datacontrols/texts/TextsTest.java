package ai.datacontrols.texts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.ApplicationClasses;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.web.locale.NoticeTexts;
import ai.datacontrols.web.locale.PolicyTexts;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.tngtech.archunit.core.domain.JavaClass;
import io.quarkus.qute.i18n.MessageBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text exists in every language with the same placeholders, and every text is used. */
class TextsTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?:#(?:case|switch) )?['\\w]+[^#/{}]*}");

    /** A value with its article: {@code {it:dal(since)}}. */
    private static final Pattern WITH_ARTICLE = Pattern.compile("\\{\\w+:\\w+\\((\\w+)\\)}");

    static List<Class<?>> bundles() {
        return ApplicationClasses.IMPORTED.stream()
                .filter(type -> type.isAnnotatedWith(MessageBundle.class))
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    }

    static List<Path> policies() {
        return Texts.filesIn(Path.of("src/main/resources/policy")).sorted().toList();
    }

    static List<String> everything() {
        return Stream.of("messages", "texts", "notices")
                .flatMap(folder -> Texts.names(folder).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyLanguageHasExactlyTheMessagesOfTheBundle(Class<?> bundle) {
        var wanted = Arrays.stream(bundle.getMethods())
                .flatMap(TextsTest::keys)
                .collect(Collectors.toCollection(TreeSet::new));

        for (String language : Texts.languages()) {
            assertThat(Texts.read("messages/" + name(bundle), language).keySet())
                    .as(language)
                    .isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void everyPolicyHasItsTextsInEveryLanguage(Path document) {
        var policy = policy(document);
        var wanted = Stream.concat(
                        policy.rules().stream()
                                .flatMap(rule -> Stream.of("title", "text").map(it -> "rule." + rule.id() + "." + it)),
                        policy.products().stream()
                                .flatMap(product -> Stream.of("label", "opt-out", "opt-in", "in-advance")
                                        .map(it -> "switch." + product.id() + "." + it)))
                .collect(Collectors.toCollection(TreeSet::new));

        for (String name : texts(document)) {
            for (String language : Texts.languages()) {
                assertThat(Texts.read(name, language).keySet())
                        .as("%s in %s", name, language)
                        .isEqualTo(wanted);
            }
        }
    }

    /** The revisions of the texts of policy version 1: a page that names a notice version showed these. */
    @Test
    void eachNoticeVersionImpliesTheTextsOfThePolicy() {
        var first = policy(Path.of("src/main/resources/policy/1.json"));

        assertThat(NoticeTexts.policyTexts("1", first)).isEqualTo("1");
        assertThat(NoticeTexts.policyTexts("2", first)).isEqualTo("2");
        assertThat(PolicyTexts.latest(first, Locale.ENGLISH).words())
                .isEqualTo(PolicyTexts.of("2", Locale.ENGLISH).words());
    }

    @Test
    void aPolicyVersionWithoutRevisedTextsHasItsOwn() {
        var first = policy(Path.of("src/main/resources/policy/1.json"));
        var next = new Policy("2", Instant.EPOCH, "3", first.products(), first.rules());

        assertThat(noticeVersions())
                .isNotEmpty()
                .allSatisfy(version ->
                        assertThat(NoticeTexts.policyTexts(version, next)).isEqualTo("3"));
    }

    /** Four pages show it. */
    @Test
    void theRuleOfFeedbackHasAtMost45Words() {
        var latest = "texts/"
                + NoticeTexts.policyTexts(NoticeTexts.LATEST, policy(policies().get(0)));

        for (String language : Texts.languages()) {
            assertThat(Texts.read(latest, language)
                            .get("rule.chat-feedback.text")
                            .split("\\s+"))
                    .as(language)
                    .hasSizeLessThanOrEqualTo(45);
        }
    }

    /** A changed text needs a new version in {@code notices}, because receipts quote the published one. */
    @Test
    void theFormsThatRecordAChoiceHaveTheLatestPublishedTexts() {
        for (String language : Texts.languages()) {
            var settings = Texts.read("messages/settings", language);
            var plans = Texts.read("messages/plans", language);

            assertThat(Texts.read("notices/" + NoticeTexts.LATEST, language))
                    .as(language)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "advance-opt-out.label", settings.get("cardAdvanceOptOut"),
                            "advance-opt-out.note", settings.get("cardAdvanceOptOutCanWithdraw"),
                            "advance-withdrawal.label", settings.get("cardWithdraw"),
                            "advance-withdrawal.effect", settings.get("cardWithdrawEffect"),
                            "plan-comparison.label", plans.get("optOut"),
                            "plan-comparison.effect", plans.get("onEveryPlan"),
                            "privacy-control-offer.introduction", settings.get("privacyControlOffer"),
                            "privacy-control-offer.label", settings.get("privacyControlOptOut")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "settings, settings/settings.html",
        "history, settings/history.html",
        "check, settings/check.html",
        "plans, settings/plans.html",
        "rules, explanations/rules.html"
    })
    void thePageHasTheTitleOfItsLabelInTheMenu(String label, String template) {
        var page = Texts.text(Path.of("frontend-templates/templates", template));

        assertThat(page)
                .contains("here='" + label + "'")
                .contains("{#title}{page:" + label + "}{/title}")
                .containsOnlyOnce("<h1>")
                .contains("<h1>{page:" + label + "}</h1>");
        assertThat(Texts.text(Path.of("frontend-templates/templates/settings/menu.html")))
                .contains("here == '" + label + "'} aria-current=\"page\"{/if}>{page:" + label + "}</a>");
    }

    @Test
    void everyFileIsUsed() {
        var languages = Texts.languages().size();

        assertThat(Texts.names("messages"))
                .containsExactlyInAnyOrderElementsOf(bundles().stream()
                        .map(bundle -> "messages/" + name(bundle))
                        .toList());
        assertThat(Texts.names("texts"))
                .containsExactlyInAnyOrderElementsOf(policies().stream()
                        .flatMap(document -> texts(document).stream())
                        .distinct()
                        .toList());
        assertThat(Texts.count("messages"))
                .isEqualTo((long) languages * bundles().size());
        assertThat(Texts.count("texts"))
                .isEqualTo((long) languages * Texts.names("texts").size());
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everyLanguageHasTheSamePlaceholders(String name) {
        var english = Texts.read(name, "en");
        for (String language : Texts.languages()) {
            Texts.read(name, language).forEach((key, text) -> {
                assertThat(text).as("%s in %s", key, language).isNotBlank();
                assertThat(placeholders(text))
                        .as("%s in %s", key, language)
                        .isEqualTo(placeholders(english.getOrDefault(key, "")));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyMessageIsUsed(Class<?> bundle) {
        assertThat(unused(bundle, templates())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bundlesOfTemplates")
    void aMessageWithoutAUseIsFound(Class<?> bundle) {
        var key = unused(bundle, "").stream().sorted().findFirst().orElseThrow();
        var withoutIt = templates().replaceAll("\\b" + name(bundle) + ":" + key + "\\b", "");

        assertThat(unused(bundle, withoutIt)).containsExactly(key);
    }

    /** Returns the bundles with messages that only templates use. */
    static List<Class<?>> bundlesOfTemplates() {
        return bundles().stream()
                .filter(bundle -> !unused(bundle, "").isEmpty())
                .toList();
    }

    private static String templates() {
        return Texts.everythingIn("frontend-templates/templates");
    }

    private static List<String> unused(Class<?> bundle, String templates) {
        var java = Texts.filesIn(Path.of("src/main/java"))
                .filter(file -> !file.endsWith(bundle.getSimpleName() + ".java"))
                .map(Texts::text)
                .filter(source -> source.contains(bundle.getSimpleName()))
                .collect(Collectors.joining("\n"));
        return Arrays.stream(bundle.getMethods())
                .map(Method::getName)
                .filter(name -> !Pattern.compile("\\b" + name(bundle) + ":" + name + "\\b")
                        .matcher(templates)
                        .find())
                .filter(name ->
                        !Pattern.compile("\\." + name + "\\(").matcher(java).find())
                .toList();
    }

    private static String name(Class<?> bundle) {
        return bundle.getAnnotation(MessageBundle.class).value();
    }

    /**
     * A message whose only parameter is an enum has a text for each constant, separated from the name as Qute requires.
     */
    private static Stream<String> keys(Method message) {
        var types = message.getParameterTypes();
        if (types.length != 1 || !types[0].isEnum()) {
            return Stream.of(message.getName());
        }
        var constants = Arrays.stream(types[0].getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        var sign = constants.stream().anyMatch(constant -> constant.contains("_")) ? "_$" : "_";
        return constants.stream().map(constant -> message.getName() + sign + constant);
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(WITH_ARTICLE.matcher(text).replaceAll("{$1}"))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the names of the texts that pages have shown for a policy version, the published and the revised ones. */
    private static List<String> texts(Path document) {
        var policy = policy(document);
        return Stream.concat(
                        Stream.of(policy.textVersion()),
                        noticeVersions().stream().map(version -> NoticeTexts.policyTexts(version, policy)))
                .distinct()
                .map(version -> "texts/" + version)
                .toList();
    }

    private static List<String> noticeVersions() {
        return Texts.names("notices").stream()
                .map(name -> name.replace("notices/", ""))
                .toList();
    }

    private static Policy policy(Path document) {
        try {
            return JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .build()
                    .readValue(Files.readString(document), Policy.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
