package ai.datacontrols.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The page at hand in another language: the same address, with {@code language} in its query. */
public record LanguageLink(String language, String address, boolean isCurrent) {

    static LanguageLink to(HttpServerRequest request, String language, String current) {
        // without a path of its own the link stays on this page, whatever the path looks like; the answer to a POST
        // has no page, so its links lead to the settings
        var path = request.method() == HttpMethod.GET ? "" : "/settings";
        var others = Languages.parameters(request).entries().stream()
                .filter(parameter -> !parameter.getKey().equals(Languages.NAME))
                .filter(parameter -> request.method() == HttpMethod.GET)
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()) + "&")
                .collect(Collectors.joining());
        return new LanguageLink(
                language, path + "?" + others + Languages.NAME + "=" + language, language.equals(current));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
