package ai.datacontrols.web.locale;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A link to the current page in another language: the same URL, with the parameter {@code language}. */
public record LanguageLink(String language, String address, boolean isCurrent) {

    /** Every link of a page repeats the query. The pages' own links are shorter; a longer query is left out. */
    private static final int MAX_QUERY = 500;

    /** By language, of which there are a few; the JDK loads such a name again at each call. */
    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();

    private static final String WITHOUT_QUERY = LanguageLink.class.getName() + ".withoutQuery";

    /** Leaves the query out of the links of this response, because the request was rejected. */
    public static void omitQuery(RoutingContext context) {
        context.put(WITHOUT_QUERY, true);
    }

    static List<LanguageLink> of(RoutingContext context, List<Locale> languages, String current) {
        // an empty path refers to this page; the response to a POST isn't a page, so its links lead to the settings
        var isPage = context.request().method() == HttpMethod.GET;
        var start = (isPage ? "?" : "/settings?") + (isPage ? others(context) : "") + Languages.NAME + "=";
        return languages.stream()
                .map(Locale::toLanguageTag)
                .map(language -> new LanguageLink(language, start + language, language.equals(current)))
                .toList();
    }

    private static String others(RoutingContext context) {
        var query = context.request().query();
        if (query == null || query.length() > MAX_QUERY || context.get(WITHOUT_QUERY) != null) {
            return "";
        }
        return Languages.parameters(context.request()).entries().stream()
                .filter(parameter -> !parameter.getKey().equals(Languages.NAME))
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()) + "&")
                .collect(Collectors.joining());
    }

    public String name() {
        return NAMES.computeIfAbsent(language, LanguageLink::name);
    }

    private static String name(String language) {
        var locale = Locale.forLanguageTag(language);
        var name = locale.getDisplayLanguage(locale);
        // lower case in French, Spanish and Italian, but here it starts a line
        return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
