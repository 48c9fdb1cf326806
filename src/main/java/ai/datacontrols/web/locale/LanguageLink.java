package ai.datacontrols.web.locale;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
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

    /** What the language calls itself. */
    public String name() {
        var locale = Locale.forLanguageTag(language);
        var name = locale.getDisplayLanguage(locale);
        // French, Spanish and Italian write it small, but here it begins a line of its own
        return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
