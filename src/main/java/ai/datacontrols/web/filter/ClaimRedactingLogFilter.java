package ai.datacontrols.web.filter;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Removes claims from log messages. The OIDC extension logs all claims of a rejected token, including name and e-mail
 * address.
 */
@LoggingFilter(name = "redact-claims")
public final class ClaimRedactingLogFilter implements Filter {

    /** The prefix of the claims in the exception messages of jose4j. */
    private static final String START = "claims->{";

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
        return true;
    }

    private static boolean hasClaims(String text) {
        return text != null && text.contains(START);
    }

    private static String redact(String text) {
        return hasClaims(text) ? CLAIMS.matcher(text).replaceAll("claims redacted") : text;
    }
}
