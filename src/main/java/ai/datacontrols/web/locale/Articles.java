package ai.datacontrols.web.locale;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.util.regex.Pattern;

/**
 * Puts an article or a preposition before a date or a time, where its form depends on the number that follows. Messages name it by
 * language and by its usual form: {@code {it:dal(since)}} is "dal 7 novembre" and "dall’8 novembre".
 */
public final class Articles {

    /** Italian days that begin with a vowel when read: otto, undici. */
    private static final Pattern VOWEL = Pattern.compile("(?s)(?:<[^>]*>)?(?:8|11)(?!\\d).*");

    /** One o'clock, which is singular in Spanish. */
    private static final Pattern ONE = Pattern.compile("(?s)(?:<[^>]*>)?0?1[:.].*");

    private Articles() {}

    /** Returns "il" or "l’" with an Italian date. */
    @TemplateExtension(namespace = "it")
    public static Object il(Object date) {
        return join(VOWEL, date, "l’", "il ");
    }

    /** Returns "dal" or "dall’" with an Italian date. */
    @TemplateExtension(namespace = "it")
    public static Object dal(Object date) {
        return join(VOWEL, date, "dall’", "dal ");
    }

    /** Returns "las" or "la" with a Spanish time of day. */
    @TemplateExtension(namespace = "es")
    public static Object las(Object time) {
        return join(ONE, time, "la ", "las ");
    }

    /** Keeps whether the text is HTML. */
    private static Object join(Pattern exception, Object text, String exceptional, String usual) {
        var words = text.toString();
        var joined = (exception.matcher(words).matches() ? exceptional : usual) + words;
        return text instanceof RawString ? new RawString(joined) : joined;
    }
}
