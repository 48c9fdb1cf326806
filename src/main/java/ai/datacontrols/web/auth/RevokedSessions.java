package ai.datacontrols.web.auth;

import io.quarkus.oidc.common.runtime.OidcCommonUtils;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Stores sessions that were revoked before their expiry, here or at the identity provider. They are in the database, so
 * that every replica rejects copies of their cookies (OWASP ASVS 5.0, 7.4.1).
 */
@Singleton
class RevokedSessions {

    private static final Logger LOG = Logger.getLogger(RevokedSessions.class);

    /** Connection does not exist, connection failure, admin shutdown, crash shutdown, idle session timeout. */
    private static final Set<String> CLOSED = Set.of("08003", "08006", "57P01", "57P02", "57P05");

    private final DataSource database;
    private final String backChannel;

    RevokedSessions(
            DataSource database, @ConfigProperty(name = "quarkus.oidc.logout.backchannel.path") String backChannel) {
        this.database = database;
        this.backChannel = backChannel;
    }

    boolean contains(String session) {
        try {
            return repeatedIfClosed(() -> isStored(session));
        } catch (SQLException e) {
            throw new IllegalStateException("failed to check for a revoked session", e);
        }
    }

    /**
     * A failure never prevents signing out: a session that can't be stored as ended expires with its token, minutes
     * later.
     */
    void add(String session) {
        try {
            repeatedIfClosed(() -> store(session));
        } catch (SQLException e) {
            LOG.warn("failed to store a revoked session", e);
        }
    }

    private boolean isStored(String session) throws SQLException {
        try (var connection = database.getConnection();
                var sql = connection.prepareStatement("select from ended_session where session = ?")) {
            sql.setString(1, session);
            return sql.executeQuery().next();
        }
    }

    private int store(String session) throws SQLException {
        try (var connection = database.getConnection();
                var sql = connection.prepareStatement("insert into ended_session values (?) on conflict do nothing");
                // longer than any session
                var old = connection.prepareStatement(
                        "delete from ended_session where ended_at < now() - interval '1 day'")) {
            sql.setString(1, session);
            return sql.executeUpdate() + old.executeUpdate();
        }
    }

    /** Retries idempotent statements on another connection if the server closed the first one. */
    private static <T> T repeatedIfClosed(Attempt<T> attempt) throws SQLException {
        try {
            return attempt.execute();
        } catch (SQLException failed) {
            if (!isConnectionClosed(failed)) {
                throw failed;
            }
            return attempt.execute();
        }
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T execute() throws SQLException;
    }

    /** False after a timeout: a second attempt would take as long. */
    private static boolean isConnectionClosed(SQLException failed) {
        return failed.getSQLState() != null
                && CLOSED.contains(failed.getSQLState())
                && !(failed.getCause() instanceof SocketTimeoutException);
    }

    /** Returns the session id of an ID token or a logout token (OpenID Connect Back-Channel Logout 1.0, 2.1). */
    static String named(String token) {
        return OidcCommonUtils.decodeJwtContent(token).getString("sid");
    }

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (context.request().path().equals(backChannel)) {
                        context.addEndHandler(answered -> addIfVerified(context));
                    }
                    context.next();
                },
                200);
    }

    /** The extension responds with 200 if the logout token is valid, but keeps it only in memory. */
    private void addIfVerified(RoutingContext context) {
        var token = context.request().getFormAttribute("logout_token");
        if (context.response().getStatusCode() == 200 && token != null) {
            context.vertx().executeBlocking(() -> {
                add(named(token));
                return null;
            });
        }
    }
}
