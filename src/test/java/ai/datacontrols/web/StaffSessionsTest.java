package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Tampering;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A session of staff ends after 15 minutes in which nobody used it. */
@QuarkusTest
class StaffSessionsTest {

    private static final Instant HOURS_AGO = Instant.now().minus(Duration.ofHours(2));

    @Inject
    StaffSessions sessions;

    private final String session = UUID.randomUUID().toString();

    @Test
    void goesOnAsLongAsItIsUsed() {
        assertThat(sessions.use(session, HOURS_AGO)).isTrue();
        lastUsed("14 minutes");
        assertThat(sessions.use(session, HOURS_AGO)).isTrue();
        lastUsed("14 minutes");
        assertThat(sessions.use(session, HOURS_AGO)).isTrue();
    }

    @Test
    void endsWhenNobodyUsesItAndStaysEnded() {
        sessions.use(session, HOURS_AGO);
        lastUsed("16 minutes");

        assertThat(sessions.use(session, HOURS_AGO)).isFalse();
        assertThat(sessions.use(session, HOURS_AGO)).isFalse();
    }

    @Test
    void whoShowsWhoTheyAreGoesOnAndACookieOfBeforeDoesNot() {
        sessions.use(session, HOURS_AGO);
        lastUsed("16 minutes");

        assertThat(sessions.use(session, Instant.now())).isTrue();
        assertThat(sessions.use(session, HOURS_AGO)).isFalse();
    }

    private void lastUsed(String ago) {
        Tampering.with("update support_session set last_at = now() - interval '" + ago + "' where session = '" + session
                + "'");
    }
}
