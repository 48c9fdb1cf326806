package ai.datacontrols.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Sessions;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A session is a row of the database. */
@QuarkusTest
class SessionStoreTest {

    private static final int PURGED_AT_ONCE = 1_000;

    private static final String FAILURE = "raise exception 'no'";

    @Inject
    SessionStore sessions;

    private final Account person = Realm.newPerson(Map.of("le-chat", "free"));

    @Test
    void keepsTheTokensUnreadable() {
        var visitor = Visitor.signedIn(person);

        var row = new String(Sessions.tokens(visitor), StandardCharsets.ISO_8859_1);

        assertThat(row).hasSizeBetween(1_000, 3_000).doesNotContain("eyJ").doesNotContain(person.username());
    }

    @Test
    void refusesTheTokensOfAnotherRow() {
        var visitor = Visitor.signedIn(person);
        var other = Visitor.signedIn(Realm.newPerson(Map.of()));

        Tampering.with("update session set tokens = (select tokens from session where id = %s) where id = %s"
                .formatted(Sessions.id(other), Sessions.id(visitor)));

        assertThat(visitor.get("/settings").statusCode()).isEqualTo(302);
    }

    @Test
    void refusesARowOfTheOtherSignIn() {
        var visitor = Visitor.signedIn(person);

        Tampering.with("update session set tenant = 'support' where id = " + Sessions.id(visitor));

        var staff = new Visitor("en").withCookie("q_session_support", visitor.cookie("q_session"));
        assertThat(staff.get("/support").statusCode()).isEqualTo(302);
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(302);
    }

    @Test
    void refusesAnExpiredSession() {
        var visitor = Visitor.signedIn(person);

        Tampering.with("update session set expires_at = clock_timestamp() where id = " + Sessions.id(visitor));

        assertThat(visitor.get("/settings").statusCode()).isEqualTo(302);
    }

    @Test
    void keepsOneRowWhenParallelRequestsRefreshItsToken() throws Exception {
        var visitor = signInWithAnExpiredToken();
        var requests = new ArrayList<Callable<Response>>();
        for (var request = 0; request < 4; request++) {
            var copy = visitor.copy();
            requests.add(() -> copy.get("/settings"));
        }
        var browsers = Executors.newFixedThreadPool(requests.size());

        var answers = browsers.invokeAll(requests);

        browsers.shutdown();
        for (var answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(answer.get().getCookie("q_session")).isIn(null, visitor.cookie("q_session"));
        }
        assertThat(Sessions.count("account = '" + person.id() + "'")).isEqualTo(1);
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotBringBackASessionThatEndedDuringItsRefresh() {
        var visitor = signInWithAnExpiredToken();

        // as if a sign-out had deleted the row
        withTrigger(
                "before update",
                "return null",
                () -> assertThat(visitor.copy().get("/settings").statusCode()).isEqualTo(302));
    }

    @Test
    void respondsWith503AndKeepsTheSessionIfItsRefreshCannotBeStored() {
        var visitor = signInWithAnExpiredToken();
        var cookies = visitor.cookieHeader();

        withTrigger(
                "before update",
                FAILURE,
                () -> assertThat(visitor.get("/settings").statusCode()).isEqualTo(503));

        assertThat(visitor.cookieHeader()).isEqualTo(cookies);
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
    }

    @Test
    void respondsWith503AndKeepsTheSessionIfASignOutCannotBeStored() {
        var visitor = Visitor.signedIn(person);
        var cookie = visitor.cookie("q_session");

        withTrigger("before delete", FAILURE, () -> {
            var answer = visitor.get("/sign-out");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.header("Clear-Site-Data")).isNull();
        });

        assertThat(visitor.cookie("q_session")).isEqualTo(cookie);
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
    }

    @Test
    void respondsWith503IfASignInCannotBeStored() {
        var visitor = new Visitor("en");
        var callback = visitor.callbackAfterPassword("/settings", person);

        withTrigger(
                "before insert",
                FAILURE,
                () -> assertThat(visitor.get(callback).statusCode()).isEqualTo(503));

        assertThat(visitor.signInAgain("/settings").statusCode()).isEqualTo(200);
    }

    @Test
    void purgesExpiredRowsInSteps() {
        var visitor = Visitor.signedIn(person);
        Tampering.with("""
                insert into session (id, tenant, tokens, expires_at)
                select decode(md5(number::text), 'hex'), 'Default', '', clock_timestamp() - interval '1 second'
                from generate_series(1, %d) number""".formatted(PURGED_AT_ONCE + 500));

        var steps = new ArrayList<Integer>();
        Stream.generate(sessions::purgeExpired).takeWhile(some -> some > 0).forEach(steps::add);

        assertThat(steps).hasSizeGreaterThan(1).allMatch(some -> some <= 2 * PURGED_AT_ONCE);
        assertThat(Sessions.count("expires_at < clock_timestamp()")).isZero();
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
    }

    @Test
    void endsAllSessionsOfAnAccountButNoOther() {
        var visitors = List.of(Visitor.signedIn(person), Visitor.signedIn(person));
        var other = Visitor.signedIn(Realm.newPerson(Map.of()));

        sessions.endAll(UUID.fromString(person.id()));

        for (var visitor : visitors) {
            assertThat(visitor.get("/settings").statusCode()).isEqualTo(302);
        }
        assertThat(other.get("/settings").statusCode()).isEqualTo(200);
    }

    private Visitor signInWithAnExpiredToken() {
        Realm.setTokenLifespan(2);
        var visitor = Visitor.signedIn(person);
        Realm.setTokenLifespan(300);
        Sessions.awaitExpiredToken(visitor);
        return visitor;
    }

    private static void withTrigger(String event, String body, Runnable action) {
        Tampering.with(
                "create function interfere() returns trigger language plpgsql as $$ begin " + body + "; end $$",
                "create trigger interfere " + event + " on session for each row execute function interfere()");
        try {
            action.run();
        } finally {
            Tampering.with("drop trigger interfere on session", "drop function interfere()");
        }
    }
}
