package ai.datacontrols.web.filter;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Removes claims from log messages. The OIDC extension logs all claims of a rejected token, including name and e-mail
 * address. Demotes its errors about codes that the identity provider didn't issue: anyone can send them.
 */
@LoggingFilter(name = "redact-claims")
public final class ClaimRedactingLogFilter implements Filter {

    /** The prefix of the claims in the exception messages of jose4j. */
    private static final String START = "claims->{";

    private static final String EXTENSION = "io.quarkus.oidc.";

    /** RFC 6749, 5.2. Other errors, such as {@code invalid_client}, are those of the configuration. */
    private static final String UNKNOWN_CODE = "\"invalid_grant\"";

    private static final Pattern CLAIMS = Pattern.compile(Pattern.quote(START) + ".*\\}", Pattern.DOTALL);

    @Override
    public boolean isLoggable(LogRecord line) {
        if (hasClaims(line.getMessage()) && line instanceof ExtLogRecord record) {
            record.setMessage(redact(record.getMessage()), record.getFormatStyle());
        }
        if (line.getParameters() != null) {
            line.setParameters(Stream.of(line.getParameters())
                    .map(parameter -> parameter instanceof String text ? redact(text) : parameter)
                    .toArray());
        }
        if (line.getThrown() != null && hasClaims(line.getThrown().toString())) {
            line.setThrown(null);
        }
        if (isAboutAnUnknownCode(line)) {
            line.setLevel(Level.INFO);
        }
        return true;
    }

    private static boolean isAboutAnUnknownCode(LogRecord line) {
        return line.getLoggerName() != null
                && line.getLoggerName().startsWith(EXTENSION)
                && line.getLevel().intValue() > Level.INFO.intValue()
                && Stream.concat(
                                Stream.of(String.valueOf(line.getMessage())),
                                Stream.ofNullable(line.getParameters()).flatMap(Stream::of))
                        .anyMatch(text -> String.valueOf(text).contains(UNKNOWN_CODE));
    }

    private static boolean hasClaims(String text) {
        return text != null && text.contains(START);
    }

    private static String redact(String text) {
        return hasClaims(text) ? CLAIMS.matcher(text).replaceAll("claims redacted") : text;
    }
}
