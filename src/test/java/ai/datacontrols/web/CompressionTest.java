package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Caches can tell compressed responses from others, and no part of a response is compressed by itself. */
@QuarkusTest
class CompressionTest {

    private static final String GZIP = "Accept-Encoding: gzip";

    @TestHTTPResource
    URI home;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nowhere", "/signed-out", "/policy.json", "/app.js", "/app.css", "/api/v1/openapi"})
    void variesByTheContentCoding(String path) {
        for (var coding : new String[] {GZIP, "Accept-Encoding: identity"}) {
            assertThat(headers(path, coding).lines().filter(line -> line.startsWith("vary:")))
                    .as(coding)
                    .anyMatch(line -> line.contains("accept-encoding"));
        }
    }

    @Test
    void pagesStillVaryByLanguageAndCookie() {
        assertThat(headers("/", GZIP)).contains("vary: accept-encoding, accept-language, cookie\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app.js", "/app.css"})
    void sendsTheWholeFileIfItIsCompressed(String path) {
        assertThat(headers(path, GZIP, "Range: bytes=0-10"))
                .startsWith("http/1.1 200 ")
                .contains("content-encoding: gzip")
                .doesNotContain("content-range");
        assertThat(headers(path, "Range: bytes=0-10"))
                .startsWith("http/1.1 206 ")
                .contains("content-range: bytes 0-10/")
                .doesNotContain("content-encoding: gzip");
    }

    private String headers(String path, String... headers) {
        return RawHttp.get(home, path, headers).split("\r\n\r\n", 2)[0].toLowerCase(Locale.ROOT) + "\r\n";
    }
}
