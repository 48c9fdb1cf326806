package ai.datacontrols.web.locale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The preferred language and region of an Accept-Language header. */
class AcceptLanguageTest {

    private static final List<Locale> KNOWN =
            List.of(Locale.ENGLISH, Locale.FRENCH, Locale.GERMAN, Locale.forLanguageTag("es"), Locale.ITALIAN);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr | fr |",
                "fr-CA | fr | CA",
                "FR-ca | fr | CA",
                "es-419 | es | 419",
                "de-Latn-AT | de | AT",
                "de-AT-u-nu-thai | de | AT",
                "zh-cmn-Hans-CN, it | it |",
                "pt, it;q=0.5 | it |",
                "de;q=0.2, fr;q=0.8 | fr |",
                "de;q=0.5, fr;q=0.5 | de |",
                "fr, fr-CA;q=0.5, fr-CH;q=0.7 | fr | CH",
                "fr;q=0, de;q=0.1 | de |",
                "fr;q=0.000 | |",
                "*;q=0, fr | fr |",
                "fr, fr-CA;q=0, de;q=0.1 | de |",
                "*, fr;q=0.5 | fr |",
                "i-klingon, it | it |",
                "en-GB-oed | en | GB",
                "sgn-BE-FR, de | de |",
                "x-fr, de | de |",
                "'' | |",
                "- | |"
            })
    void prefersTheKnownLanguageOfTheHighestWeight(String header, String language, String region) {
        isRead(header, language, region);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr-FR, en_US;q=0.5 | fr | FR",
                "fr_FR,de;q=0.5 | de |",
                "fr;q=x, de;q=0.5 | de |",
                "fr;q=2, de;q=0.5 | de |",
                "fr;q=-1, de;q=0.5 | de |",
                "fr;q=1e0, de;q=0.5 | de |",
                "fr;q=0.1.1, de | de |",
                "fr;q=, de;q=0.5 | de |",
                "fr;level=1, de;q=0.5 | de |",
                "fr--FR, de | de |",
                "français, de | de |",
                "abcdefghi, de | de |",
                "1fr, de | de |",
                ",,fr,, | fr |",
                "' fr ; q=0.9 ,\tde;q=0.8' | fr |"
            })
    void ignoresMalformedElementsOnly(String header, String language, String region) {
        isRead(header, language, region);
    }

    @Property(tries = 500)
    void agreesWithTheJdkOnWellFormedHeaders(@ForAll @From("headers") String header) {
        var jdk = Locale.lookup(LanguageRange.parse(header), KNOWN);

        assertThat(AcceptLanguage.parse(header).lookup(KNOWN).orElse(null)).isEqualTo(jdk);
    }

    @Provide
    Arbitrary<String> headers() {
        var range = Arbitraries.of(
                "en", "fr", "de", "es", "it", "pt", "nl", "*", "fr-CA", "fr-CH", "de-AT", "DE-de", "en-GB-oed");
        var weight = Arbitraries.of("", ";q=1", ";q=0.9", ";q=0.5", ";q=0.501", ";q=0");
        return Combinators.combine(range, weight)
                .as((language, q) -> language + q)
                .list()
                // the JDK ignores a repeated range, whatever its weight
                .uniqueElements(element -> element.split(";")[0])
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(elements -> String.join(", ", elements));
    }

    private static void isRead(String header, String language, String region) {
        var preferences = AcceptLanguage.parse(header);
        var found = preferences.lookup(KNOWN);

        assertThat(found.map(Locale::getLanguage).orElse(null)).isEqualTo(language);
        assertThat(found.flatMap(locale -> preferences.region(locale.getLanguage()))
                        .orElse(null))
                .isEqualTo(region);
    }
}
