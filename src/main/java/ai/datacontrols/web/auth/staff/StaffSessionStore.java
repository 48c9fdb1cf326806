package ai.datacontrols.web.auth.staff;

import ai.datacontrols.web.auth.SessionStore;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * Stores when staff last used each session at the identity provider. An unused one expires (OWASP ASVS 5.0, 7.3.1)
 * until the staff member authenticates again. That outlives the rows of {@link SessionStore}: the identity provider may
 * sign the staff member in again without asking.
 */
@Singleton
class StaffSessionStore {

    private static final Duration IDLE = Duration.ofMinutes(15);

    private final DataSource database;

    StaffSessionStore(DataSource database) {
        this.database = database;
    }

    /** Records the use of a session; returns false if it had already expired. */
    boolean touch(String session, Instant authenticatedAt) {
        try (var connection = database.getConnection();
                var sql = connection.prepareStatement("""
                        insert into support_session as known (session, authenticated_at, last_at)
                        values (?, ?, clock_timestamp())
                        on conflict (session) do update
                          set authenticated_at = excluded.authenticated_at, last_at = excluded.last_at
                          where excluded.authenticated_at >= known.authenticated_at
                            and (known.last_at > excluded.last_at - ?::interval
                              or excluded.authenticated_at > known.last_at)""");
                // longer than any session
                var old = connection.prepareStatement(
                        "delete from support_session where last_at < now() - interval '2 days'")) {
            sql.setString(1, session);
            sql.setObject(2, authenticatedAt.atOffset(ZoneOffset.UTC));
            sql.setString(3, IDLE.toString());
            old.executeUpdate();
            return sql.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("failed to record the use of a staff session", e);
        }
    }
}
