package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.Test;

/** Log messages of the OIDC extension about rejected tokens contain no personal data. */
@QuarkusTest
class ClaimRedactingLogFilterTest {

    private static final String REJECTED = "ID token verification has failed: JWT (claims->{\"sub\":\"1\","
            + "\"email\":\"petra@example.org\",\"address\":{\"x\":\"y\"}}) rejected";

    @Test
    void logsARejectedTokenWithoutItsClaims() {
        var redacted = "ID token verification has failed: JWT (claims redacted) rejected";
        assertThat(logged(REJECTED)).isEqualTo(redacted);
        assertThat(logged("%s", REJECTED)).isEqualTo(redacted);
    }

    @Test
    void leavesOtherMessagesAsTheyAre() {
        assertThat(logged("{%s} of %s", "a", "b")).isEqualTo("{a} of b");
    }

    /** Returns the message as the console handler formats it. */
    private static String logged(String format, Object... parameters) {
        var line = new ExtLogRecord(Level.ERROR, format, ExtLogRecord.FormatStyle.PRINTF, "test");
        line.setParameters(parameters);
        var console = all(Logger.getLogger("").getHandlers())
                .filter(ConsoleHandler.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(console.isLoggable(line)).isTrue();
        return new PatternFormatter("%m").format(line);
    }

    private static Stream<Handler> all(Handler[] handlers) {
        return Stream.of(handlers)
                .flatMap(handler -> handler instanceof ExtHandler parent
                        ? Stream.concat(Stream.of(handler), all(parent.getHandlers()))
                        : Stream.of(handler));
    }
}
