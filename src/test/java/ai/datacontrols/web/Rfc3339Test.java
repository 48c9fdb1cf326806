package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.constraints.DateTimeRange;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parses exactly the grammar of RFC 3339, section 5.6. */
class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z,             2026-01-31T12:00:00Z",
        "2026-01-31t12:00:00z,             2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00+01:00,        2026-01-31T11:00:00Z",
        "2026-01-31T12:00:00-00:00,        2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00-23:59,        2026-02-01T11:59:00Z",
        "2026-01-31T12:00:00+18:01,        2026-01-30T17:59:00Z",
        "2026-01-31T12:00:00.5Z,           2026-01-31T12:00:00.5Z",
        "2026-01-31T12:00:00.1234567899Z,  2026-01-31T12:00:00.123456789Z",
        "2024-02-29T00:00:00Z,             2024-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z,             0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z,         9999-12-31T23:59:59.999Z",
        // a leap second is the instant before midnight, so never later than it was
        "2016-12-31T23:59:60Z,             2016-12-31T23:59:59.999999999Z",
        "2016-12-31T23:59:60.25Z,          2016-12-31T23:59:59.999999999Z",
        "1990-12-31T15:59:60-08:00,        1990-12-31T23:59:59.999999999Z",
        "2026-06-30T23:59:60Z,             2026-06-30T23:59:59.999999999Z"
    })
    void readsEveryInstantOfTheGrammar(String text, Instant instant) {
        assertThat(Rfc3339.parse(text)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-31T12:00Z",
                "2026-01-31T12:00:00",
                "2026-01-31T12:00:00+01",
                "2026-01-31T12:00:00+0100",
                "2026-01-31T12:00:00+01:00:30",
                "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00,5Z",
                "2026-01-31 12:00:00Z",
                "2026-01-31T12:00:00 01:00",
                "2026-01-31T12:00:00Z ",
                " 2026-01-31T12:00:00Z",
                "2026-01-31T12:00:00Z\n",
                "2026-1-31T12:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T12:60:00Z",
                "2026-01-31T12:00:61Z",
                "2026-01-31T12:00:00+24:00",
                "2026-01-31T12:00:00+01:60",
                "2026-02-29T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-00-01T12:00:00Z",
                "2026-01-00T12:00:00Z",
                "2026-01-31T12:00:00\u22121:00",
                "\u0662026-01-31T12:00:00Z",
                "+12026-01-31T12:00:00Z",
                "-0044-03-15T12:00:00Z",
                "+1000000000-12-31T23:59:59Z",
                "20260131T120000Z",
                "2026-W05-6T12:00:00Z",
                "2026-01-31",
                "1769857200",
                "2026-01-31T12:00:00[UTC]",
                "2026-01-31T12:00:00+01:00[Europe/Paris]",
                // not at the end of a month in UTC, so not a leap second
                "2026-01-30T23:59:60Z",
                "2026-06-30T12:00:60Z",
                "2026-06-30T23:59:60+01:00",
                // outside the years 0000 to 9999 in UTC
                "0000-01-01T00:00:00+01:00",
                "9999-12-31T23:59:59-01:00"
            })
    void rejectsEverythingElse(String text) {
        assertThat(Rfc3339.parse(text)).isEmpty();
    }

    @Test
    void rejectsNull() {
        assertThat(Rfc3339.parse(null)).isEmpty();
        assertThat(Rfc3339.parseParameter(null)).isEmpty();
        assertThat(Rfc3339.parseParameter("")).isEmpty();
    }

    @Test
    void readsAnOffsetWhosePlusSignWasDecodedToASpace() {
        assertThat(Rfc3339.parseParameter("2026-01-31T12:00:00 01:00")).contains(Instant.parse("2026-01-31T11:00:00Z"));
        assertThat(Rfc3339.parseParameter("2026-01-31T12:00:00+01:00")).contains(Instant.parse("2026-01-31T11:00:00Z"));
        assertThat(Rfc3339.parseParameter("2026-01-31 12:00:00Z")).isEmpty();
    }

    @Test
    void readsLongFractionsInLinearTime() {
        var digits = "9".repeat(1_000_000);

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            assertThat(Rfc3339.parse("2026-01-31T12:00:00." + digits + "Z")).isPresent();
            assertThat(Rfc3339.parse("2026-01-31T12:00:00." + digits)).isEmpty();
        });
    }

    @Property
    void readsTheFormatOfTheJdk(
            @ForAll @DateTimeRange(min = "0001-01-02T00:00:00", max = "9999-12-30T00:00:00") LocalDateTime local,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes) {
        var written = OffsetDateTime.of(local, ZoneOffset.ofTotalSeconds(minutes * 60));
        var text = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSxxx")
                .format(written);

        assertThat(Rfc3339.parse(text)).contains(written.toInstant());
    }

    @Property
    void neverThrows(@ForAll @CharRange(from = '+', to = ':') String text) {
        assertThatCode(() -> Rfc3339.parseParameter(text)).doesNotThrowAnyException();
    }
}
