package ai.datacontrols.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.accesslog.PastAccesses;
import ai.datacontrols.accesslog.SupportAccess;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.FaultProxy.Mode;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.verification.ChainVerifier;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Staff access to accounts: each is recorded with its reason before anything is shown, and the person sees it. */
@QuarkusTest
class SupportTest {

    private static final String REASON = "asks why it says off";

    private static final SharedPerson PERSON = SharedPerson.onPlans(Map.of("le-chat", "free"));

    /** The tests that share this person search fewer than 60 times in total, which is the limit per hour. */
    private static final SharedPerson STAFF = SharedPerson.staff("support", "/support");

    @Inject
    ChainVerifier verifier;

    @Inject
    AccessLog accessLog;

    @Inject
    PastAccesses pastAccesses;

    private Account staff;
    private Visitor support;
    private int recordedBefore;

    @BeforeEach
    void signIn() throws SQLException {
        PERSON.visitor();
        signInAs(STAFF);
    }

    private void signInAs(SharedPerson member) throws SQLException {
        staff = member.account();
        support = member.visitor();
        recordedBefore = 0;
        recordedBefore = recorded().size();
    }

    private void signInAsNewStaff() throws SQLException {
        signInAs(SharedPerson.staff("support", "/support"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMAIL", "EMAIL in capitals", "ID"})
    void findsAnAccountByItsAddressOrId(String by) {
        var person = PERSON.account();
        var subject = by.equals("ID") ? person.id() : person.username() + "@example.org";

        var found = search(by.endsWith("capitals") ? subject.toUpperCase() : subject, REASON);

        assertThat(found.statusCode()).isEqualTo(303);
        var page = support.get(found.header("Location"));
        assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Visitor.html(page).select("main").text())
                .contains(person.id())
                .contains(person.username() + "@example.org")
                .contains("Free");
    }

    @Test
    void showsThePersonsStateAndItsReasons() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var theirs = Visitor.signedIn(person);
        theirs.press("le-chat", Map.of());

        var page = Visitor.html(access(person));

        assertThat(page.select("#le-chat .facts").text())
                .contains("opted out on")
                .contains("(entry 2)");
        assertThat(page.select("#le-chat .steps li").eachText())
                .hasSize(9)
                .first()
                .isEqualTo("The account is known.");
        assertThat(page.select("#le-chat .steps [data-reason]").text())
                .startsWith("An opt-out is in force.")
                .contains("Entry 2 decided it.")
                .contains("Rule chat-personal, policy version 1");
        var entry = page.select("#entry-2");
        assertThat(entry.text()).contains("Opted out of training on le Chat.").contains("the person, settings page");
        assertThat(entry.select("blockquote").attr("lang")).isEqualTo("en");
        assertThat(entry.select("blockquote").text())
                .contains("Use my le Chat conversations to train models")
                .contains("If you switch this off, your conversations are no longer used, old or new.");
        assertThat(page.select("form[method=post]"))
                .as("no form changes anything")
                .isEmpty();
    }

    @Test
    void showsTheNoticeInTheLanguageThePersonRead() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var reader = new Visitor("fr");
        reader.signIn("/settings", person);
        reader.press("le-chat", Map.of());

        var words = Visitor.html(access(person)).select("#entry-2 blockquote");

        assertThat(words.attr("lang")).isEqualTo("fr");
        assertThat(words.text()).contains("Si vous désactivez ce réglage");
        assertThat(words.select("p").eachText())
                .isEqualTo(Visitor.html(reader.get("/settings/receipts/2"))
                        .select("blockquote p")
                        .eachText());
    }

    @Test
    void showsTheStateAsOfAPastInstant() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var theirs = Visitor.signedIn(person);
        var before = Api.json(
                        "pipeline-chat",
                        "{'account':'%s','product':'le-chat','data':'ocr','createdAt':'2026-01-01T00:00:00Z'}"
                                .formatted(person.id()))
                .post("/decisions")
                .<String>path("asOf");
        theirs.press("le-chat", Map.of());

        var now = access(person);
        var read = Visitor.html(now).select("input[name=read]").first().val();
        var then = Visitor.html(
                support.get("/support/accounts/" + person.id() + "?read=" + read + "&asOf=" + before.replace("Z", "")));

        assertThat(Visitor.html(now).select("#le-chat .steps [data-reason]").text())
                .startsWith("An opt-out is in force.");
        assertThat(then.select("#moment").text()).startsWith("This is how it was on");
        assertThat(then.select("#le-chat .steps [data-reason]").text()).startsWith("The plan allows use");
        assertThat(then.select("#entry-2")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, could not be read",
        "2126-01-01T00:00, lies in the future",
        "9999999999-01-01T00:00, could not be read"
    })
    void showsTheCurrentStateAndAnErrorForAnInvalidInstant(String moment, String words) {
        var person = PERSON.account();
        var read = read(access(person));

        var page = Visitor.html(support.get("/support/accounts/" + person.id() + "?read=" + read + "&asOf=" + moment));

        assertThat(page.select("#fault").text()).contains(words);
        assertThat(page.select("#asOf").val()).as("the input is kept").isEqualTo(moment);
    }

    @Test
    void showsTheDecisionForTheDataOfAQuery() {
        var person = PERSON.account();
        var read = read(access(person));
        var question = "/support/accounts/" + person.id() + "?read=" + read + "&product=%s&data=%s&created=%s%s";

        assertThat(answer(question.formatted("le-chat", "input-output", "2020-01-01T00:00", "")))
                .startsWith("No, it is not used. It could not be used at every moment since it was created.");
        assertThat(answer(question.formatted("la-plateforme", "ocr", "2020-01-01T00:00", "")))
                .startsWith("No, it is not used. This kind of data is never used");
        assertThat(answer(question.formatted("le-chat", "feedback", "2020-01-01T00:00", "&rating=true&comment=true")))
                .contains("No plan was known then.");
        assertThat(Visitor.html(support.get(question.formatted("le-chat", "ocr", "tomorrow", "")))
                        .select("#fault")
                        .text())
                .contains("could not be read");
    }

    @Test
    void everyAccessIsRecordedWithStaffTimeAccountAndReason() throws SQLException {
        var person = PERSON.account();
        var page = Visitor.html(access(person));
        var read = page.select("input[name=read]").first().val();
        support.get("/support/accounts/" + person.id() + "?read=" + read
                + "&product=le-chat&data=ocr&created=2020-01-01T00:00");

        assertThat(recorded())
                .containsExactly(
                        "SEARCH null " + REASON + " / " + person.id(),
                        "ACCOUNT " + person.id() + " " + REASON + " / null",
                        "ACCOUNT " + person.id() + " " + REASON + " / le-chat ocr 2020-01-01T00:00:00Z");
        assertThat(verifier.verifyAccessLog(UUID.fromString(staff.id()))).isEmpty();
    }

    @Test
    void aSearchWithoutAResultIsRecorded() throws SQLException {
        var page = search("nobody@example.org", REASON);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(Visitor.html(page).select("#problem").text())
                .isEqualTo("No account has exactly this address or id.");
        assertThat(Visitor.html(page).select("#reason").val())
                .as("the input is kept")
                .isEqualTo(REASON);
        assertThat(recorded()).containsExactly("SEARCH null " + REASON + " / nobody@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "       x       ",
                "ABC",
                "abc-123",
                "........",
                "\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B",
                "\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164",
                "\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0",
                "\u2800\u2800\u2800\u2800\u2800\u2800\u2800\u2800"
            })
    void searchRequiresAReason(String reason) throws SQLException {
        var page = search(PERSON.id(), reason);

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(Visitor.html(page).select("#problem").text()).startsWith("A reason of 8 to 200 characters");
        assertThat(Visitor.html(page).select("#subject").val()).isEqualTo(PERSON.id());
        assertThat(recorded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0%s", "%s\u200B", "\uFEFF %s\u2060", "\u202A%s\u202C"})
    void findsAnAccountByAnAddressPastedWithInvisibleCharacters(String pasted) {
        PERSON.visitor();

        var found = search(pasted.formatted(PERSON.account().username() + "@example.org"), REASON);

        assertThat(found.statusCode()).isEqualTo(303);
        assertThat(found.header("Location")).contains(PERSON.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s @example.org", "%s@ example.org", "%s\u00A0@\u00A0example.org", "%s@example.org\u2009"})
    void findsAnAccountByAnAddressWithSpacesInside(String pasted) {
        PERSON.visitor();

        var found = search(pasted.formatted(PERSON.account().username().toUpperCase()), REASON);

        assertThat(found.statusCode()).isEqualTo(303);
        assertThat(found.header("Location")).contains(PERSON.id());
    }

    @Test
    void namesThePersonInTitleAndHeading() {
        var page = Visitor.html(access(PERSON.account()));

        var address = PERSON.account().username() + "@example.org";
        assertThat(page.title()).startsWith(address + ", " + REASON);
        assertThat(page.select("h1").text()).isEqualTo(address);
        assertThat(page.select("main").text()).contains("Test Person");
    }

    @Test
    void showsTheHistoryAndFoldsTheExplanation() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        Visitor.signedIn(person).press("le-chat", Map.of());

        var page = Visitor.html(access(person));

        assertThat(page.select("main ol.history")).hasSize(1);
        assertThat(page.select("details ol.history")).isEmpty();
        assertThat(page.select("#le-chat-why ol.steps")).hasSize(1);
        assertThat(page.select("details#le-chat-why > summary").text()).isEqualTo("Why An opt-out is in force.");
        assertThat(page.select("details#le-chat-why").hasAttr("open")).isFalse();
    }

    @Test
    void showsWhatThePersonReads() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var theirs = Visitor.signedIn(person);
        theirs.press("le-chat", Map.of());

        var reads = Visitor.html(access(person)).select("#le-chat-reads").text();

        var settings = Visitor.html(theirs.get("/settings"));
        assertThat(reads)
                .contains(settings.select("#le-chat-truth .truth").text())
                .contains(settings.select("#le-chat-obedience").text())
                .contains(settings.select("#le-chat-past").text());
        assertThat(settings.select("#le-chat-obedience").text()).contains("pipeline");
    }

    @ParameterizedTest
    @CsvSource({"en, Hello", "fr, Bonjour", "de, Guten Tag", "es, Hola", "it, Buongiorno"})
    void offersAReplyInThePersonsLanguage(String language, String greeting) {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var theirs = new Visitor(language);
        theirs.signIn("/settings?language=" + language, person);
        theirs.press("le-chat", Map.of());

        var reply = Visitor.html(access(person)).select("textarea[readonly]");

        assertThat(reply.attr("lang")).isEqualTo(language);
        assertThat(reply.text())
                .startsWith(greeting)
                .contains("le Chat")
                .contains("/settings/history")
                .contains("/settings/receipts/2")
                .doesNotContain("<")
                .doesNotContain("la Plateforme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABC-123", "#17", "12345678"})
    void acceptsATicketNumberAsAReason(String reason) {
        assertThat(search(PERSON.id(), reason).statusCode()).isEqualTo(303);
    }

    @Test
    void rejectsAReasonOfMoreThan200Characters() {
        assertThat(search(PERSON.id(), "x".repeat(201)).statusCode()).isEqualTo(422);
        assertThat(search(PERSON.id(), "x".repeat(200)).statusCode()).isEqualTo(303);
    }

    @Test
    void redirectsAnAccountsUrlWithoutAReasonToTheForm() throws SQLException {
        var read = Integer.parseInt(read(access(PERSON.account())));
        var other = Realm.newPerson(Map.of("le-chat", "free"));
        Visitor.signedIn(other);
        var before = recorded();

        for (String query : List.of("", "?read=" + (read - 1), "?read=" + read, "?read=x", "?read=99")) {
            var answer = support.get("/support/accounts/" + other.id() + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(303);
            assertThat(answer.header("Location")).endsWith("/support?account=" + other.id());
        }
        assertThat(recorded()).isEqualTo(before);
    }

    @Test
    void aReasonIsValidForAQuarterOfAnHour() throws SQLException {
        signInAsNewStaff(); // the update below would age the accesses of other tests
        var person = PERSON.account();
        access(person);
        pastAccesses.move(UUID.fromString(staff.id()), at -> at.minus(Duration.ofMinutes(14)));
        assertThat(support.get("/support/accounts/" + person.id() + "?read=2").statusCode())
                .isEqualTo(200);
        pastAccesses.move(UUID.fromString(staff.id()), at -> at.minus(Duration.ofMinutes(2)));

        assertThat(support.get("/support/accounts/" + person.id() + "?read=2").statusCode())
                .isEqualTo(303);
    }

    @Test
    void anAccessThatCannotBeRecordedIsNotShown() {
        var person = PERSON.account();
        var read = read(access(person));
        // the database responds but rejects inserts into the access log
        execute("revoke insert on support_read from data_controls");
        try {
            var page = support.get("/support/accounts/" + person.id() + "?read=" + read);
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.asString()).doesNotContain(person.username()).doesNotContain("Free");
            assertThat(search(person.id(), REASON).statusCode()).isEqualTo(503);
        } finally {
            execute("grant insert on support_read to data_controls");
        }
        TestServices.setDatabaseFault(Mode.REFUSE);
        try {
            assertThat(support.get("/support/accounts/" + person.id() + "?read=" + read)
                            .statusCode())
                    .isEqualTo(503);
        } finally {
            TestServices.setDatabaseFault(Mode.PASS);
        }
        await().until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void showsThePersonTheAccessAndItsReasonWithoutTheStaffMember() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var theirs = Visitor.signedIn(person);
        access(person);

        var lines = Visitor.html(theirs.get("/settings/history")).select(".look");

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).text()).startsWith("Support opened your account. Reason: " + REASON);
        assertThat(lines.text()).doesNotContain(staff.username()).doesNotContain("Test Person");
        assertThat(Visitor.html(Visitor.signedIn(Realm.newPerson(Map.of())).get("/settings/history"))
                        .select(".look"))
                .isEmpty();
    }

    @Test
    void showsReloadsAsOneVisitAndRecordsEachOfThem() throws SQLException {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var theirs = Visitor.signedIn(person);
        var address = search(person.id(), REASON).header("Location");
        IntStream.range(0, 3).forEach(reload -> support.get(address));

        var visits = Visitor.html(theirs.get("/settings/history")).select(".look");

        assertThat(visits).hasSize(1);
        assertThat(visits.text()).startsWith("Support opened your account 3 times. Reason: " + REASON);
        assertThat(recorded()).hasSize(4);
        assertThat(theirs.get("/settings/record.json").<List<Object>>path("looks"))
                .hasSize(4);

        search(person.id(), "another ticket, #17");

        assertThat(Visitor.html(theirs.get("/settings/history")).select(".look"))
                .hasSize(2);
    }

    @Test
    void aSearchIsInTheHistoryAndTheExportOfTheAccountFound() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var theirs = Visitor.signedIn(person);
        var address = person.username() + "@example.org";
        search(address.toUpperCase(), REASON);

        assertThat(Visitor.html(theirs.get("/settings/history")).select(".look").eachText())
                .singleElement()
                .asString()
                .startsWith("Support searched for your account. Reason: " + REASON);
        var record = theirs.get("/settings/record.json");
        assertThat(record.<List<String>>path("looks.view")).containsExactly("SEARCH");
        assertThat(record.<List<String>>path("looks.reason")).containsExactly(REASON);
        assertThat(record.<List<String>>path("looks.subject")).containsExactly(address.toUpperCase());
        assertThat(Visitor.html(access(person)).select("section[aria-labelledby=looks] li"))
                .as("two searches and one access")
                .hasSize(3);
    }

    @Test
    void anUnverifiedAddressFindsNoAccount() {
        var person = Realm.newPersonWithUnverifiedEmail(Map.of("le-chat", "free"));
        Visitor.signedIn(person);

        assertThat(search(person.username() + "@example.org", REASON).statusCode())
                .isEqualTo(404);
        assertThat(search(person.id(), REASON).statusCode()).isEqualTo(303);
    }

    @Test
    void anUnverifiedAddressFindsItsAccountIfTheOperatorAllowsIt() {
        var account = UUID.randomUUID();
        var address = account + "@example.org";
        QuarkusTransaction.requiringNew().run(() -> AccountProfile.save(account, address, false, "Somebody"));
        var searching = SupportAccess.search(UUID.fromString(staff.id()), REASON, address);

        assertThat(found(searching)).isEmpty();
        assertThat(found(searching.orUnverified(true))).containsExactly(account);
    }

    @Test
    void aFormerAddressFindsNoAccount() {
        var account = UUID.randomUUID();
        var address = account + "@example.org";
        QuarkusTransaction.requiringNew().run(() -> AccountProfile.save(account, address, true, "Somebody"));
        var searching = SupportAccess.search(UUID.fromString(staff.id()), REASON, address);
        assertThat(found(searching)).containsExactly(account);

        // as the previous version does, which doesn't store verification
        update("update account_profile set email = 'new-' || email where account = '" + account + "'");

        assertThat(found(searching)).isEmpty();
        assertThat(found(SupportAccess.search(UUID.fromString(staff.id()), REASON, "new-" + address)))
                .isEmpty();
    }

    private List<UUID> found(SupportAccess search) {
        var sequence = accessLog.record(search, 60).orElseThrow();
        return accessLog
                .recent(search.staff(), sequence, Duration.ofMinutes(1))
                .orElseThrow()
                .found();
    }

    @Test
    void showsTheStaffMembersNameAtTheTimeOfAccess() throws SQLException {
        signInAsNewStaff();
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        Visitor.signedIn(person);
        access(person);
        Realm.setFirstName(staff, "Renamed");
        support = Visitor.staff(staff, "/support");

        var names = Visitor.html(access(person))
                .select("section[aria-labelledby=looks] li bdi:first-child")
                .eachText();

        assertThat(names).containsExactly("Renamed Person", "Renamed Person", "Test Person", "Test Person");
    }

    @Test
    void limitsSearchesToSixtyAnHour() throws SQLException {
        signInAsNewStaff();
        for (var search = 0; search < 60; search++) {
            assertThat(search("nobody@example.org", REASON).statusCode()).isEqualTo(404);
        }

        var page = search(PERSON.id(), REASON);

        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(page.header("Retry-After")).isEqualTo("5");
        assertThat(page.asString()).contains("Too many look-ups");
        assertThat(recorded()).hasSize(60);
    }

    @Test
    void anUnusualNumberOfAccountsIsReportedToOperators() throws SQLException {
        signInAsNewStaff();
        var person = PERSON.account();
        access(person);
        var before = unusual();
        Tampering.with(
                "insert into support_read (staff, sequence, recorded_at, view, account, words_hash, previous_hash, hash)"
                        + " select '" + staff.id() + "', 1000 + n, now(), 'ACCOUNT', gen_random_uuid(), '', '', ''"
                        + " from generate_series(1, 100) n");
        assertThat(unusual()).isEqualTo(before);

        support.get("/support/accounts/" + person.id() + "?read=2");

        await().until(() -> unusual() == before + 1);
        Tampering.with("delete from support_read where sequence > 1000");
    }

    @Test
    void escapesHostileContent() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var theirs = Visitor.signedIn(person);
        var hostile = "<script>alert(1)</script>\u202Eevil\u0007" + "x".repeat(10_000);
        update(
                "update account_profile set display_name = ?, email = ? where account = ?::uuid",
                hostile.replace("\u0007", ""),
                "\"><img src=x>@example.org",
                person.id());
        search("\"><img src=x>@example.org", "<b>12345678</b>\u202E");

        var page = Visitor.html(access(person));

        assertThat(page.select("main script, main img, main b")).isEmpty();
        assertThat(page.select("main bdi").text()).contains("<script>alert(1)</script>");
        var history = Visitor.html(theirs.get("/settings/history"));
        assertThat(history.select("main script, main img, main b")).isEmpty();
    }

    private double unusual() {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("data_controls_support_unusual_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private String answer(String question) {
        return Visitor.html(support.get(question)).select("#answer").text();
    }

    private Response access(Account person) {
        return support.follow(search(person.id(), REASON));
    }

    private static String read(Response page) {
        return Visitor.html(page).select("input[name=read]").first().val();
    }

    private Response search(String subject, String reason) {
        return support.search("/support", subject, reason);
    }

    /** Returns the access log of the staff member since the test began. */
    private List<String> recorded() throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.prepareStatement("""
                        select view, account, reason, subject from support_read join support_read_words using (staff, sequence)
                        where staff = ?::uuid order by sequence offset ?""")) {
            sql.setString(1, staff.id());
            sql.setInt(2, recordedBefore);
            try (var result = sql.executeQuery()) {
                var found = new ArrayList<String>();
                while (result.next()) {
                    found.add("%s %s %s / %s"
                            .formatted(
                                    result.getString(1),
                                    result.getString(2),
                                    result.getString(3),
                                    result.getString(4)));
                }
                return found;
            }
        }
    }

    private static void execute(String statement) {
        update(statement);
    }

    private static void update(String statement, String... values) {
        try (var connection = DriverManager.getConnection(TestServices.ownerJdbcUrl());
                var sql = connection.prepareStatement(statement)) {
            for (var place = 0; place < values.length; place++) {
                sql.setString(place + 1, values[place]);
            }
            sql.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
