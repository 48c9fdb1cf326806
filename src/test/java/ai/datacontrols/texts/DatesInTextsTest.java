package ai.datacontrols.texts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.web.locale.Articles;
import ai.datacontrols.web.locale.Dates;
import io.quarkus.qute.Engine;
import io.quarkus.qute.NamespaceResolver;
import io.quarkus.qute.RawString;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates, times and numbers fit the words around them in each language, for every value. */
class DatesInTextsTest {

    /** The parameters that are dates or times. */
    private static final List<String> DATES = List.of("created", "day", "from", "moment", "since", "until", "when");

    private static final String ANY_DATE = "(?:" + String.join("|", DATES) + ")";

    private static final Pattern WITH_A_DATE = Pattern.compile("\\{(?:\\w+:\\w+\\()?" + ANY_DATE + "\\)?}");

    /** Articles and prepositions that change before a vowel, directly before a date or a number. */
    private static final Pattern ITALIAN_BEFORE_A_VALUE = Pattern.compile(
            "(?iU)\\b(?:il|lo|la|i|gli|le|al|dal|del|nel|sul|ai|dai|dei|nei|sui|alle|dalle|delle|nelle|sulle) \\{(?:"
                    + ANY_DATE + "|pipelines|count|confirmed)}");

    private static final Pattern SPANISH_BEFORE_A_TIME = Pattern.compile("(?iU)\\b(?:la|las) \\{" + ANY_DATE + "}");

    private static final Pattern ITALIAN_FAULT = Pattern.compile(
            "(?iU)\\b(?:il|dal|al|del|nel|sul) (?:<[^>]*>)?(?:8|11) nov|l’(?:<[^>]*>)?(?:1º?|18|21) nov");

    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addNamespaceResolver(articles("it"))
            .addNamespaceResolver(articles("es"))
            .strictRendering(false)
            .build();

    @ParameterizedTest
    @CsvSource({
        "en, 1, Saved on 1 November 2026",
        "en, 8, Saved on 8 November 2026",
        "en, 11, Saved on 11 November 2026",
        "en, 21, Saved on 21 November 2026",
        "fr, 1, Enregistré le 1er novembre 2026",
        "fr, 8, Enregistré le 8 novembre 2026",
        "fr, 11, Enregistré le 11 novembre 2026",
        "fr, 21, Enregistré le 21 novembre 2026",
        "es, 1, Guardado el 1 de noviembre de 2026",
        "es, 8, Guardado el 8 de noviembre de 2026",
        "es, 11, Guardado el 11 de noviembre de 2026",
        "es, 21, Guardado el 21 de noviembre de 2026",
        "de, 1, Gespeichert am 1. November 2026",
        "de, 8, Gespeichert am 8. November 2026",
        "de, 11, Gespeichert am 11. November 2026",
        "de, 21, Gespeichert am 21. November 2026",
        "it, 1, Salvato il 1º novembre 2026",
        "it, 8, Salvato l’8 novembre 2026",
        "it, 11, Salvato l’11 novembre 2026",
        "it, 21, Salvato il 21 novembre 2026"
    })
    void aDateFitsItsArticle(String language, int day, String words) {
        var text = Texts.read("messages/settings", language).get("noticeSavedOff");

        assertThat(withoutTags(render(text, Map.of("when", html(day, language)))))
                .startsWith(words);
    }

    @ParameterizedTest
    @CsvSource({
        "1, dal 1º novembre 2026, tra il 1º novembre 2026 e il 1º novembre 2026",
        "8, dall’8 novembre 2026, tra l’8 novembre 2026 e l’8 novembre 2026",
        "11, dall’11 novembre 2026, tra l’11 novembre 2026 e l’11 novembre 2026",
        "18, dal 18 novembre 2026, tra il 18 novembre 2026 e il 18 novembre 2026",
        "21, dal 21 novembre 2026, tra il 21 novembre 2026 e il 21 novembre 2026"
    })
    void anItalianDateFitsItsPreposition(int day, String since, String between) {
        var settings = Texts.read("messages/settings", "it");
        var date = html(day, "it");

        assertThat(withoutTags(render(settings.get("truthCauseOptOut"), Map.of("since", date))))
                .startsWith("Disattivato " + since + ".");
        assertThat(withoutTags(render(settings.get("cardBarUsedBetween"), Map.of("from", date, "until", date))))
                .contains(between);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 11, 18, 21})
    void noItalianTextHasAnArticleOfAnotherNumber(int day) {
        var values = new HashMap<String, Object>();
        DATES.forEach(name -> values.put(name, html(day, "it")));

        assertThat(texts("it").filter(text -> WITH_A_DATE.matcher(text).find()))
                .hasSizeGreaterThan(30)
                .allSatisfy(text -> assertThat(render(text, values)).as(text).doesNotContainPattern(ITALIAN_FAULT));
    }

    @Test
    void noArticleIsDirectlyBeforeAValue() {
        assertThat(texts("it")).allSatisfy(text -> assertThat(text).doesNotContainPattern(ITALIAN_BEFORE_A_VALUE));
        assertThat(texts("es")).allSatisfy(text -> assertThat(text).doesNotContainPattern(SPANISH_BEFORE_A_TIME));
    }

    @Test
    void anArticleDirectlyBeforeAValueIsFound() {
        assertThat(List.of("Attivo dal {since}", "tra il {from}", "alle {until}", "tutti i {pipelines} sistemi"))
                .allSatisfy(text -> assertThat(text).containsPattern(ITALIAN_BEFORE_A_VALUE));
        assertThat("Hasta las {until}").containsPattern(SPANISH_BEFORE_A_TIME);
    }

    @ParameterizedTest
    @CsvSource({
        "1:00, 8:00, Desde la 1:00 hasta las 8:00:",
        "01:30:00, 1:30:01, Desde la 01:30:00 hasta la 1:30:01:",
        "11:00, 21:00, Desde las 11:00 hasta las 21:00:",
        "13:00, 10:00, Desde las 13:00 hasta las 10:00:"
    })
    void aSpanishTimeFitsItsArticle(String from, String until, String words) {
        var text = Texts.read("messages/check", "es").get("fromUntil");

        assertThat(withoutTags(render(text, Map.of("from", time(from), "until", time(until)))))
                .isEqualTo(words);
    }

    /** With "ore", the preposition is the same for each hour. */
    @Test
    void anItalianTimeHasAPrepositionForEachHour() {
        var texts = Texts.read("messages/check", "it");

        assertThat(List.of(texts.get("fromOn"), texts.get("fromUntil"), texts.get("until")))
                .allSatisfy(text -> assertThat(text).containsPattern("(?i)(?:d?alle) ore \\{"));
    }

    @ParameterizedTest
    @CsvSource({
        "en, once at most, 3 times at most",
        "fr, 1 fois au plus, 3 fois au plus",
        "es, una vez como máximo, 3 veces como máximo",
        "de, höchstens einmal, höchstens 3-mal",
        "it, al massimo una volta, al massimo 3 volte"
    })
    void aLimitIsSingularOrPlural(String language, String one, String three) {
        for (var key : List.of("noticeOptInLimitReached", "noticeWithdrawalLimitReached")) {
            var text = Texts.read("messages/settings", language).get(key);

            assertThat(render(text, Map.of("count", 1))).contains(one);
            assertThat(render(text, Map.of("count", 3))).contains(three);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en, No training pipeline has confirmed it yet., So far 1 of 2 training pipelines has confirmed it.,"
                + " So far 8 of 11 training pipelines have confirmed it.",
        "fr, Aucun système d’entraînement ne l’a encore confirmé., Confirmé jusqu’ici par 1 des 2 systèmes"
                + " d’entraînement., Confirmé jusqu’ici par 8 des 11 systèmes d’entraînement.",
        "es, Todavía no lo ha confirmado ningún sistema de entrenamiento., Confirmado hasta ahora por 1 de los 2"
                + " sistemas de entrenamiento., Confirmado hasta ahora por 8 de los 11 sistemas de entrenamiento.",
        "de, Noch hat kein Trainingssystem es bestätigt., Bisher bestätigt von 1 der 2 Trainingssysteme.,"
                + " Bisher bestätigt von 8 der 11 Trainingssysteme.",
        "it, Nessun sistema di addestramento lo ha ancora confermato., Sistemi di addestramento che lo hanno"
                + " confermato finora: 1 su 2., Sistemi di addestramento che lo hanno confermato finora: 8 su 11."
    })
    void aNumberOfPipelinesFitsItsWords(String language, String none, String one, String many) {
        for (var text : List.of(
                Texts.read("messages/settings", language).get("truthNotYetApplied"),
                Texts.read("messages/reply", language).get("notYetApplied"))) {
            assertThat(render(text, Map.of("confirmed", 0, "pipelines", 1))).endsWith(none);
            assertThat(render(text, Map.of("confirmed", 1, "pipelines", 2))).endsWith(one);
            assertThat(render(text, Map.of("confirmed", 8, "pipelines", 11))).endsWith(many);
        }
    }

    private static NamespaceResolver articles(String language) {
        return NamespaceResolver.builder(language)
                .resolveAsync(
                        call -> call.evaluate(call.getParams().get(0)).thenApply(value -> call(call.getName(), value)))
                .build();
    }

    private static Object call(String name, Object value) {
        try {
            return method(name).invoke(null, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method method(String name) {
        return Arrays.stream(Articles.class.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String render(String text, Map<String, Object> values) {
        return ENGINE.parse(text).data(values).render();
    }

    private static String withoutTags(String html) {
        return html.replaceAll("<[^>]*>", "");
    }

    private static Stream<String> texts(String language) {
        return Texts.names("messages").stream().flatMap(file -> Texts.read(file, language).values().stream());
    }

    private static RawString time(String words) {
        return new RawString("<time>" + words + "</time>");
    }

    private static RawString html(int day, String language) {
        return time(Dates.format(
                Instant.parse("2026-11-%02dT12:00:00Z".formatted(day)),
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG),
                ZoneOffset.UTC,
                language.equals("en") ? Locale.UK : Locale.forLanguageTag(language)));
    }
}
