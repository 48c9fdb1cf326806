package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.csrf.reactive.runtime.CsrfRequestResponseReactiveFilter;
import io.quarkus.csrf.reactive.runtime.RestCsrfConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.common.headers.MediaTypeHeaderDelegate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The behaviour of libraries that the application works around (docs/architecture.md, "Workarounds"). A failure after
 * an upgrade means that a workaround may no longer be needed.
 */
class FrameworkWorkaroundsTest {

    private Vertx vertx;

    @TempDir
    private Path files;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Else RequestNormalizer need not set {@code Accept}. */
    @ParameterizedTest
    @ValueSource(strings = {"text", "a/b/c", "text/html, ;"})
    void resteasyFailsOnAMalformedAcceptHeader(String accept) {
        assertThatThrownBy(() -> MediaTypeHeaderDelegate.parse(accept)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Else RequestNormalizer need not set the spelling of the form's type. */
    @Test
    void csrfFilterSkipsAFormTypeInUpperCase() throws ReflectiveOperationException {
        var matches = CsrfRequestResponseReactiveFilter.class.getDeclaredMethod(
                "isMatchingMediaType", MediaType.class, MediaType.class);
        matches.setAccessible(true);

        assertThat(matches.invoke(
                        null,
                        MediaType.valueOf("APPLICATION/X-WWW-FORM-URLENCODED"),
                        MediaType.APPLICATION_FORM_URLENCODED_TYPE))
                .isEqualTo(false);
    }

    /** Else a setting may exclude the API, and RequestNormalizer need not change its form types (quarkus#53715). */
    @Test
    void csrfFilterHasNoSettingThatExcludesPaths() {
        assertThat(Arrays.stream(RestCsrfConfig.class.getMethods()).map(Method::getName))
                .containsExactlyInAnyOrder(
                        "formFieldName",
                        "tokenHeaderName",
                        "cookieName",
                        "cookieMaxAge",
                        "cookiePath",
                        "cookieDomain",
                        "cookieForceSecure",
                        "cookieHttpOnly",
                        "createTokenPath",
                        "tokenSize",
                        "tokenSignatureKey",
                        "verifyToken",
                        "requireFormUrlEncoded");
    }

    /** Else RequestNormalizer need not add {@code Vary}. */
    @Test
    void serverCompressesAPageWithoutVary() throws Exception {
        var page = get("/page");

        assertThat(page.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(page.headers().firstValue("Vary")).isEmpty();
    }

    /** Else RequestNormalizer need not remove {@code Range}. */
    @Test
    void serverCompressesTheRequestedRangeOfAFile() throws Exception {
        var range = get("/app.css");

        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.headers().firstValue("Content-Encoding")).contains("gzip");
    }

    /** Else StrictJsonCustomizer need not check the encoding. */
    @Test
    void jacksonAcceptsBytesThatAreNotUtf8() throws IOException {
        byte[] overlong = {'"', (byte) 0xC1, (byte) 0x81, '"'};

        assertThat(new ObjectMapper().readValue(overlong, String.class)).hasSize(1);
    }

    /** Else StrictJsonCustomizer needs no deserializer for UUIDs. */
    @Test
    void jacksonReadsAnEmptyTextAsNoUuid() throws IOException {
        assertThat(new ObjectMapper().readValue("\"\"", UUID.class)).isNull();
    }

    /** Else TraceStateLimit is not needed. */
    @Test
    void traceStateOfMoreThan512CharactersIsParsed() {
        var headers = Map.of(
                "traceparent",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "tracestate",
                "a=" + "x".repeat(250) + ",b=" + "y".repeat(250) + ",c=" + "z".repeat(250));

        var context = W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, new TextMapGetter<>() {
            @Override
            public Iterable<String> keys(Map<String, String> carrier) {
                return carrier.keySet();
            }

            @Override
            public String get(Map<String, String> carrier, String key) {
                return carrier.get(key);
            }
        });

        assertThat(Span.fromContext(context).getSpanContext().getTraceState().size())
                .isEqualTo(3);
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        Files.writeString(files.resolve("app.css"), "x".repeat(5_000), StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server().actualPort() + path))
                .header("Accept-Encoding", "gzip")
                .header("Range", "bytes=0-10")
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpServer server() throws Exception {
        var router = Router.router(vertx);
        router.route("/page")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "text/html")
                        .end("y".repeat(5_000)));
        router.route("/*").handler(StaticHandler.create(FileSystemAccess.ROOT, files.toString()));
        return vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }
}
