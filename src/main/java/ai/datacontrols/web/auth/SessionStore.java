package ai.datacontrols.web.auth;

import ai.datacontrols.database.Jdbc;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.oidc.common.runtime.OidcCommonUtils;
import io.quarkus.oidc.runtime.CodeAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Stores the sessions of browsers: a row each, and a random id in the cookie, of which the row contains the hash. A
 * session ends with its row, on every replica, from the commit on, also for copies of the cookie (OWASP ASVS 5.0,
 * 7.4.1).
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class SessionStore implements TokenStateManager {

    /** 32 random bytes in Base64. */
    static final Pattern COOKIE = Pattern.compile("[\\w-]{43}");

    private static final int COOKIE_BYTES = 32;

    private static final int PURGED_AT_ONCE = 1_000;

    private static final String LOADED = Session.class.getName();

    private record Session(SignInCookies signIn, String cookie, String sid, AuthorizationCodeTokens tokens) {}

    private final Jdbc jdbc;
    private final BlockingWork blocking;
    private final Map<SignInCookies, TokenCipher> ciphers;
    private final SecureRandom random = new SecureRandom();

    SessionStore(
            Jdbc jdbc,
            BlockingWork blocking,
            @ConfigProperty(name = "data-controls.sign-in.session-secret") String secret,
            @ConfigProperty(name = "data-controls.sign-in.staff-session-secret") String staffSecret) {
        this.jdbc = jdbc;
        this.blocking = blocking;
        ciphers =
                Map.of(SignInCookies.PAGES, new TokenCipher(secret), SignInCookies.STAFF, new TokenCipher(staffSecret));
    }

    /**
     * Loads the session of a request. Called before the extension, which would end the session if the database failed.
     * The callback of a sign-in has no session yet, but the database must be available before its code is spent.
     *
     * @return fails with a {@link SessionStoreException} if the database fails
     */
    Uni<Void> load(RoutingContext routing) {
        var signIn = SignInCookies.of(routing);
        var cookie = routing.request().getCookie(signIn.session());
        if (cookie == null && signIn.callbackState(routing.request()) == null) {
            return Uni.createFrom().voidItem();
        }
        var id = cookie == null ? "" : cookie.getValue();
        return blocking.run(() -> {
            var found = find(signIn, id);
            if (found != null) {
                routing.put(LOADED, found);
            }
            return null;
        });
    }

    static boolean isLoaded(RoutingContext routing) {
        return routing.get(LOADED) != null;
    }

    /** Returns the claims of the stored ID token, which may have expired; null if there is no session. */
    static JsonObject claims(RoutingContext routing) {
        Session session = routing.get(LOADED);
        return session == null ? null : OidcCommonUtils.decodeJwtContent(session.tokens.getIdToken());
    }

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(
            RoutingContext routing,
            OidcTenantConfig tenant,
            String cookie,
            OidcRequestContext<AuthorizationCodeTokens> request) {
        Session session = routing.get(LOADED);
        return session == null
                ? Uni.createFrom().failure(new AuthenticationFailedException("the session has ended"))
                : Uni.createFrom().item(session.tokens);
    }

    @Override
    public Uni<String> createTokenState(
            RoutingContext routing,
            OidcTenantConfig tenant,
            AuthorizationCodeTokens tokens,
            OidcRequestContext<String> request) {
        Session session = routing.get(LOADED);
        var lifetime = Duration.ofSeconds(routing.<Long>get(CodeAuthenticationMechanism.SESSION_MAX_AGE_PARAM));
        return blocking.run(() -> session == null
                ? create(SignInCookies.of(routing), tokens, lifetime, routing.get(RequestCookies.REPLACED_SESSION))
                : refresh(session, tokens, lifetime));
    }

    /**
     * Deletes nothing, because the extension also calls it before it stores refreshed tokens: a parallel request would
     * find no session. Rows are deleted by the other methods of this class.
     */
    @Override
    public Uni<Void> deleteTokens(
            RoutingContext routing, OidcTenantConfig tenant, String cookie, OidcRequestContext<Void> request) {
        return Uni.createFrom().voidItem();
    }

    private Session find(SignInCookies signIn, String cookie) {
        return execute("failed to read a session", """
                select sid, tokens from session where id = ? and tenant = ? and expires_at > clock_timestamp()""", sql -> {
            sql.setBytes(1, hash(cookie));
            sql.setString(2, signIn.tenant());
            try (var row = sql.executeQuery()) {
                var tokens = row.next() ? decrypt(signIn, cookie, row.getBytes("tokens")) : null;
                return tokens == null ? null : new Session(signIn, cookie, row.getString("sid"), tokens);
            }
        });
    }

    /** Ends the previous session of the browser (OWASP ASVS 5.0, 7.2.4). */
    private String create(SignInCookies signIn, AuthorizationCodeTokens tokens, Duration lifetime, String replaced) {
        var cookie = newCookie();
        var claims = OidcCommonUtils.decodeJwtContent(tokens.getIdToken());
        execute("failed to create a session", """
                with replaced as (delete from session where id = ? and tenant = ?)
                insert into session (id, tenant, sid, account, tokens, expires_at)
                values (?, ?, ?, ?, ?, clock_timestamp() + ?::interval)
                on conflict do nothing""", sql -> {
            sql.setBytes(1, replaced == null ? null : hash(replaced));
            sql.setString(2, signIn.tenant());
            sql.setBytes(3, hash(cookie));
            sql.setString(4, signIn.tenant());
            sql.setString(5, claims.getString("sid"));
            sql.setObject(6, account(claims.getString("sub")));
            sql.setBytes(7, encrypt(signIn, cookie, tokens));
            sql.setString(8, lifetime.toString());
            return sql.executeUpdate();
        });
        return cookie;
    }

    /** Updates and never inserts: the session may have ended while its tokens were refreshed. */
    private String refresh(Session session, AuthorizationCodeTokens tokens, Duration lifetime) {
        var updated = execute("failed to refresh a session", """
                update session set tokens = ?, expires_at = clock_timestamp() + ?::interval
                where id = ? and tenant = ?""", sql -> {
            sql.setBytes(1, encrypt(session.signIn, session.cookie, tokens));
            sql.setString(2, lifetime.toString());
            sql.setBytes(3, hash(session.cookie));
            sql.setString(4, session.signIn.tenant());
            return sql.executeUpdate();
        });
        if (updated == 0) {
            throw new AuthenticationFailedException("the session has ended");
        }
        return session.cookie;
    }

    /** Ends the session of a request, and all others of the same session at the identity provider. Blocks. */
    void end(RoutingContext routing) {
        Session session = routing.get(LOADED);
        if (session.sid != null) {
            end(session.sid);
        } else {
            execute("failed to end a session", "delete from session where id = ?", sql -> {
                sql.setBytes(1, hash(session.cookie));
                return sql.executeUpdate();
            });
        }
    }

    /** Ends the sessions of people and of staff that belong to one session at the identity provider. Blocks. */
    void end(String sid) {
        // the version before this one reads ended_session while both run
        execute("failed to end a session", """
                with ended as (delete from session where sid = ?)
                insert into ended_session values (?) on conflict do nothing""", sql -> {
            sql.setString(1, sid);
            sql.setString(2, sid);
            return sql.executeUpdate();
        });
    }

    /** Ends all sessions of an account, as part of the caller's transaction if there is one. Blocks. */
    public void endAll(UUID account) {
        execute("failed to end the sessions of an account", "delete from session where account = ?", sql -> {
            sql.setObject(1, account);
            return sql.executeUpdate();
        });
    }

    /** Purges expired rows, a limited number of them at a time, and returns how many. */
    public int purgeExpired() {
        return execute("failed to purge expired sessions", """
                with expired as (
                  delete from session where id = any (array (
                    select id from session where expires_at < clock_timestamp()
                    order by expires_at limit ? for update skip locked))
                  returning 1),
                ended as (
                  delete from ended_session where session = any (array (
                    select session from ended_session where ended_at < now() - interval '1 day' limit ?))
                  returning 1)
                select (select count(*) from expired) + (select count(*) from ended)""", sql -> {
            sql.setInt(1, PURGED_AT_ONCE);
            sql.setInt(2, PURGED_AT_ONCE);
            try (var row = sql.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    private String newCookie() {
        var bytes = new byte[COOKIE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The access token isn't needed. */
    private byte[] encrypt(SignInCookies signIn, String cookie, AuthorizationCodeTokens tokens) {
        var refreshToken = tokens.getRefreshToken();
        var text = refreshToken == null ? tokens.getIdToken() : tokens.getIdToken() + "\n" + refreshToken;
        return ciphers.get(signIn).encrypt(cookie, text);
    }

    private AuthorizationCodeTokens decrypt(SignInCookies signIn, String cookie, byte[] encrypted) {
        var text = ciphers.get(signIn).decrypt(cookie, encrypted);
        if (text == null) {
            return null;
        }
        var tokens = text.split("\n");
        return new AuthorizationCodeTokens(tokens[0], null, tokens.length > 1 ? tokens[1] : null);
    }

    /** A plain hash is enough for a value that can't be guessed. */
    private static byte[] hash(String cookie) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(cookie.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Returns null for a subject that is no account, which no page accepts. */
    private static UUID account(String subject) {
        try {
            return UUID.fromString(subject);
        } catch (IllegalArgumentException | NullPointerException noAccount) {
            return null;
        }
    }

    @FunctionalInterface
    private interface Statement<T> {
        T execute(PreparedStatement sql) throws SQLException;
    }

    private <T> T execute(String otherwise, String text, Statement<T> statement) {
        try {
            return jdbc.callIdempotent(otherwise, connection -> {
                try (var sql = connection.prepareStatement(text)) {
                    return statement.execute(sql);
                }
            });
        } catch (IllegalStateException failed) {
            throw new SessionStoreException(otherwise, failed);
        }
    }
}
