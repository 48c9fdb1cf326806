package ai.datacontrols.web.auth.staff;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Tampering;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A staff session ends after 15 minutes without requests. */
@QuarkusTest
class StaffSessionStoreTest {

    private static final Instant HOURS_AGO = Instant.now().minus(Duration.ofHours(2));

    @Inject
    StaffSessionStore sessions;

    private final String session = UUID.randomUUID().toString();

    @Test
    void continuesWhileItIsUsed() {
        assertThat(sessions.touch(session, HOURS_AGO)).isTrue();
        lastUsed("14 minutes");
        assertThat(sessions.touch(session, HOURS_AGO)).isTrue();
        lastUsed("14 minutes");
        assertThat(sessions.touch(session, HOURS_AGO)).isTrue();
    }

    @Test
    void endsWhenIdleAndStaysEnded() {
        sessions.touch(session, HOURS_AGO);
        lastUsed("16 minutes");

        assertThat(sessions.touch(session, HOURS_AGO)).isFalse();
        assertThat(sessions.touch(session, HOURS_AGO)).isFalse();
    }

    @Test
    void acceptsANewAuthenticationAndRejectsAnEarlierCookie() {
        sessions.touch(session, HOURS_AGO);
        lastUsed("16 minutes");

        assertThat(sessions.touch(session, Instant.now())).isTrue();
        assertThat(sessions.touch(session, HOURS_AGO)).isFalse();
    }

    private void lastUsed(String ago) {
        Tampering.with("update support_session set last_at = now() - interval '" + ago + "' where session = '" + session
                + "'");
    }
}
