package ai.datacontrols.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.accesslog.PastAccesses;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.FaultProxy.Mode;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.verification.ChainVerifier;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each staff access is recorded with its reason before anything is shown, and the person sees it. */
@QuarkusTest
class SupportAccessTest extends StaffPages {

    @Inject
    ChainVerifier verifier;

    @Inject
    PastAccesses pastAccesses;

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
        update("revoke insert on support_read from data_controls");
        try {
            var page = support.get("/support/accounts/" + person.id() + "?read=" + read);
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.asString()).doesNotContain(person.username()).doesNotContain("Free");
            assertThat(search(person.id(), REASON).statusCode()).isEqualTo(503);
        } finally {
            update("grant insert on support_read to data_controls");
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

    private double unusual() {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("data_controls_support_unusual_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }
}
