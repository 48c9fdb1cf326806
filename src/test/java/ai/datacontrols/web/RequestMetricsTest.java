package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Labels of metrics have bounded values, whatever clients send. */
@QuarkusTest
class RequestMetricsTest {

    @TestHTTPResource
    URI home;

    @Inject
    MeterRegistry metrics;

    @Test
    void countsUnknownMethodsUnderOneLabel() {
        for (var one = 0; one < 20; one++) {
            RawHttp.send(home, "ZZ" + one + " / HTTP/1.1", "Host: " + home.getAuthority());
        }

        assertThat(values("method"))
                .noneMatch(method -> method.startsWith("ZZ"))
                .contains("OTHER");
    }

    @Test
    void countsUnknownPathsUnderOneLabelAndKnownOnesSeparately() {
        for (var one = 0; one < 120; one++) {
            RawHttp.get(home, "/anna" + one + "@example.org%00");
            RawHttp.get(home, "/anna" + one + "@example.org%");
            RawHttp.get(home, "/anna" + one + "@example.org?x=%00");
        }
        RawHttp.send(home, "OPTIONS /settings/anna@example.org HTTP/1.1", "Host: " + home.getAuthority());
        RawHttp.send(home, "POST /settings/anna@example.org/opt-out HTTP/1.1", "Host: evil.example");
        RawHttp.get(home, "/rules-for-nobody?x=%00");
        var before = count("/settings/{product}/opt-out");
        RawHttp.send(
                home,
                "POST /settings/le-chat/opt-out HTTP/1.1",
                "Host: " + home.getAuthority(),
                "HX-Request: true",
                "X-Requested-With: JavaScript",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: 0");

        assertThat(values("uri")).noneMatch(uri -> uri.contains("anna")).contains("UNMATCHED");
        assertThat(values("uri")).hasSizeLessThan(60);
        assertThat(count("/settings/{product}/opt-out")).isEqualTo(before + 1);
    }

    private long count(String uri) {
        return metrics.find("http.server.requests").tag("uri", uri).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    private Set<String> values(String tag) {
        return metrics.find("http.server.requests").timers().stream()
                .flatMap(timer -> timer.getId().getTags().stream())
                .filter(found -> found.getKey().equals(tag))
                .map(Tag::getValue)
                .collect(Collectors.toSet());
    }
}
