package ai.datacontrols.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** The normal form of a path (RFC 3986, 6.2.2). */
class RequestPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/support",
                "/api/v1/accounts/d47ac000-0000-4000-8000-000000000001",
                "/webjars/htmx.org/2.0.10/dist/htmx.min.js",
                "/a%20b",
                "/%C3%A9",
                "/%e2%82%ac",
                "/a%2Bb+c",
                "/~x/a@b:c!$&'()*,=",
                "/...",
                "/.well-known",
                "/100%25"
            })
    void acceptsTheNormalForm(String path) {
        assertThat(RequestPath.isNormal(path)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "support",
                "*",
                "//",
                "//support",
                "/support/",
                "/a//b",
                "/.",
                "/..",
                "/./a",
                "/a/..",
                "/a/../b",
                "/%2e",
                "/%2E%2e/a",
                "/%73upport",
                "/%7Ex",
                "/%5f",
                "/a;b",
                "/a;",
                "/a\\b",
                "/a%5cb",
                "/a%2Fb",
                "/a%2fb",
                "/a%3bb",
                "/a%00",
                "/a%0d%0ab",
                "/a%7f",
                "/%",
                "/%4",
                "/%zz",
                "/%u0073",
                "/%+1",
                "/%c0%af",
                "/%ff",
                "/\u00e9",
                "/a b",
                "/a|b",
                "/a\"b",
                "/a#b",
                "/a?b"
            })
    void rejectsEveryOtherSpelling(String path) {
        assertThat(RequestPath.isNormal(path)).isFalse();
    }

    @Test
    void recognizesASingleTrailingSlash() {
        assertThat(RequestPath.isNormalButForATrailingSlash("/settings/")).isTrue();
        assertThat(RequestPath.isNormalButForATrailingSlash("/settings//")).isFalse();
        assertThat(RequestPath.isNormalButForATrailingSlash("/./")).isFalse();
        assertThat(RequestPath.isNormalButForATrailingSlash("//")).isFalse();
        assertThat(RequestPath.isNormalButForATrailingSlash("/")).isFalse();
        assertThat(RequestPath.isNormalButForATrailingSlash("/settings")).isFalse();
    }
}
