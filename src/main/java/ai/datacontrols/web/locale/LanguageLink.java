package ai.datacontrols.web.locale;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;

/** A link to the current page in another language: the same URL, with the parameter {@code language}. */
public record LanguageLink(String language, String address, boolean isCurrent) {

    static LanguageLink to(HttpServerRequest request, String language, String current) {
        // an empty path refers to this page; the response to a POST isn't a page, so its links lead to the settings
        var path = request.method() == HttpMethod.GET ? "" : "/settings";
        var others = Languages.parameters(request).entries().stream()
                .filter(parameter -> !parameter.getKey().equals(Languages.NAME))
                .filter(parameter -> request.method() == HttpMethod.GET)
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()) + "&")
                .collect(Collectors.joining());
        return new LanguageLink(
                language, path + "?" + others + Languages.NAME + "=" + language, language.equals(current));
    }

    /** Returns the name of the language in the language itself. */
    public String name() {
        var locale = Locale.forLanguageTag(language);
        var name = locale.getDisplayLanguage(locale);
        // lower case in French, Spanish and Italian, but here it starts a line
        return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
