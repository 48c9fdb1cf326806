package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that anyone can send are no reason to alert an operator. */
@QuarkusTest
class SignInErrorLogTest {

    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final ConsoleHandler console = console();
    private final Filter filter = console.getFilter();

    @BeforeEach
    void watchTheLog() {
        console.setFilter(line -> {
            var isLogged = filter == null || filter.isLoggable(line);
            if (isLogged && line.getLevel().intValue() >= org.jboss.logmanager.Level.ERROR.intValue()) {
                errors.add(line.getLoggerName() + ": " + new PatternFormatter("%m").format(line(line)));
            }
            return isLogged;
        });
    }

    @AfterEach
    void stopWatching() {
        console.setFilter(filter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/settings", "/support/second-factor"})
    void aCodeThatKeycloakDidNotIssueIsNoError(String page) {
        var visitor = new Visitor("en");
        var state = visitor.get(page).header("Location").replaceFirst(".*[?&]state=([^&]+).*", "$1");
        var callback = page.startsWith("/support") ? "/support/signed-in" : "/signed-in";

        visitor.get(callback + "?code=x&state=" + state);

        assertThat(errors).isEmpty();
    }

    @Test
    void anErrorThatKeycloakDidNotReportIsNoError() {
        var visitor = new Visitor("en");
        var state = visitor.get("/settings").header("Location").replaceFirst(".*[?&]state=([^&]+).*", "$1");

        visitor.get("/signed-in?error=x&error_description=y&state=" + state);

        assertThat(errors).isEmpty();
    }

    @Test
    void stillReportsOtherErrorsOfTheExtension() {
        Logger.getLogger("io.quarkus.oidc.runtime.OidcRecorder").log(Level.SEVERE, "planted");

        assertThat(errors).hasSize(1);
    }

    private static org.jboss.logmanager.ExtLogRecord line(LogRecord line) {
        return org.jboss.logmanager.ExtLogRecord.wrap(line);
    }

    private static ConsoleHandler console() {
        return all(Logger.getLogger("").getHandlers())
                .filter(ConsoleHandler.class::isInstance)
                .map(ConsoleHandler.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Handler> all(Handler[] handlers) {
        return Stream.of(handlers)
                .flatMap(handler -> handler instanceof ExtHandler parent
                        ? Stream.concat(Stream.of(handler), all(parent.getHandlers()))
                        : Stream.of(handler));
    }
}
