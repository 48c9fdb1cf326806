package ai.datacontrols.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ai.datacontrols.web.HostileText;
import ai.datacontrols.web.filter.TraceStateLimit;
import ai.datacontrols.web.locale.AcceptLanguage;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Parsers that run before authentication take linear time. */
class ParserComplexityTest {

    private static final int LENGTH = 1 << 16;

    private static final int FACTOR = 8;

    /** Quadratic time would grow by the square of the factor, which is 64. */
    private static final int MAX_GROWTH = 24;

    private static final Duration NEGLIGIBLE = Duration.ofMillis(20);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    static Stream<Arguments> parsers() {
        var cookies = new RequestCookies("__Host-csrf");
        return Stream.of(
                Arguments.of("Accept-Language", (Consumer<String>) text -> {
                    var preferences = AcceptLanguage.parse(text);
                    preferences.lookup(List.of(Locale.ENGLISH, Locale.FRENCH, Locale.GERMAN));
                    preferences.region("fr");
                }),
                Arguments.of(
                        "Cookie", (Consumer<String>) text -> cookies.parse(text, SignInCookies.PAGES, new HashSet<>())),
                Arguments.of("Cookie of staff", (Consumer<String>)
                        text -> cookies.parse(text, SignInCookies.STAFF, new HashSet<>())),
                Arguments.of("Cookie as Vert.x reads it", (Consumer<String>) ServerCookieDecoder.STRICT::decode),
                Arguments.of("query", (Consumer<String>) text -> new QueryStringDecoder("/?" + text).path()),
                Arguments.of("traceparent", extracted(W3CTraceContextPropagator.getInstance(), "traceparent")),
                Arguments.of(
                        "tracestate",
                        extracted(TraceStateLimit.limit(W3CTraceContextPropagator.getInstance()), "tracestate")),
                Arguments.of("baggage", extracted(W3CBaggagePropagator.getInstance(), "baggage")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parsers")
    void timeGrowsLinearlyWithTheLength(String name, Consumer<String> parser) {
        var shorter = HostileText.ofLength(LENGTH).toList();
        var longer = HostileText.ofLength(FACTOR * LENGTH).toList();
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (var i = 0; i < shorter.size(); i++) {
                var before = cpuTime(parser, shorter.get(i));
                var after = cpuTime(parser, longer.get(i));

                assertThat(after)
                        .as("%s: %s…, after %s", name, shorter.get(i).substring(0, 10), before)
                        .isLessThan(NEGLIGIBLE.plus(before.multipliedBy(MAX_GROWTH)));
            }
        });
    }

    /** Returns the CPU time of this thread, which doesn't depend on other load. */
    private static Duration cpuTime(Consumer<String> parser, String text) {
        return IntStream.range(0, 2)
                .mapToObj(again -> {
                    var begin = THREADS.getCurrentThreadCpuTime();
                    parser.accept(text);
                    return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begin);
                })
                .min(Duration::compareTo)
                .orElseThrow();
    }

    private static Consumer<String> extracted(TextMapPropagator propagator, String header) {
        return text -> {
            var headers = new HashMap<>(Map.of(
                    "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "tracestate", "a=b"));
            headers.put(header, text);
            propagator.extract(Context.root(), headers, new Headers());
        };
    }

    private record Headers() implements TextMapGetter<Map<String, String>> {

        @Override
        public Iterable<String> keys(Map<String, String> headers) {
            return headers.keySet();
        }

        @Override
        public String get(Map<String, String> headers, String key) {
            return headers.get(key);
        }
    }
}
