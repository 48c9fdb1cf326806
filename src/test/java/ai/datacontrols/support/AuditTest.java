package ai.datacontrols.support;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.accesslog.AccessLogView;
import ai.datacontrols.accesslog.PastAccesses;
import ai.datacontrols.accesslog.SupportAccess;
import ai.datacontrols.documents.Schemas;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.ledger.chain.IntegrityViolation;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.verification.ChainVerifier;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Auditors see the access log, and tampering with it is detected. */
@QuarkusTest
class AuditTest {

    private static final SharedPerson AUDITOR = SharedPerson.staff("auditor", "/support/reads");

    @Inject
    AccessLog accessLog;

    @Inject
    PastAccesses pastAccesses;

    @Inject
    ChainVerifier verifier;

    private final UUID staff = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final UUID account = UUID.randomUUID();

    @BeforeEach
    void recordAccesses() {
        accessLog.record(SupportAccess.search(staff, "ABC-1", "somebody@example.org"), 60);
        accessLog.record(
                SupportAccess.account(staff, account, null, "ABC-1", null).by("Sam Staff"), 60);
        accessLog.record(SupportAccess.account(other, account, Instant.EPOCH, "ABC-2", "le-chat ocr"), 60);
        accessLog.record(SupportAccess.account(staff, UUID.randomUUID(), null, "ABC-3", null), 60);
    }

    @Test
    void auditorsSeeStaffAccountTimeAndReason() {
        var visitor = AUDITOR.visitor();

        var all = Visitor.html(visitor.get("/support/reads?staff=" + staff)).select("#reads li");
        assertThat(all).hasSize(3);
        assertThat(all.get(0).text()).contains("ABC-3");
        assertThat(all.get(2).text()).contains("searched somebody@example.org").contains("ABC-1");
        assertThat(Visitor.html(visitor.get("/support/reads?account=" + account))
                        .select("#reads li"))
                .hasSize(2);
        assertThat(Visitor.html(visitor.get("/support/reads?account=" + account + "&staff=" + other))
                        .select("#reads li"))
                .hasSize(1);
        var later = LocalDateTime.now(ZoneOffset.UTC).plusMinutes(1);
        assertThat(Visitor.html(visitor.get("/support/reads?account=" + account + "&from=" + later))
                        .select("#reads li"))
                .isEmpty();
        assertThat(Visitor.html(visitor.get("/support/reads?account=" + account + "&until=" + later.minusDays(1)))
                        .select("#reads li"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "staff=sam, staff",
        "account=d47ac000-0000-4000-8000-00000000000, account",
        "account=d47ac0000000400080000000000000ab, account",
        "from=yesterday, from",
        "from=2026-13-01T00:00:00Z, from",
        "until=2026-02-30T10:00, until",
        "before=x, before",
        "before=2026-01-01T00:00:00Z&behind=sam, behind",
        "behind=00000000-0000-4000-8000-000000000000, before",
        "staff=00000000-0000-4000-8000-000000000000&staff=00000000-0000-4000-8000-000000000001, staff",
        "from=2026-02-01T00:00&until=2026-01-01T00:00, until"
    })
    void anInvalidFilterIsAnErrorThatNamesTheField(String query, String field) {
        for (var path : List.of("/support/reads?", "/support/reads/download?")) {
            var answer = AUDITOR.visitor().get(path + query);
            var page = Visitor.html(answer);

            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(answer.contentType()).as(path).startsWith("text/html");
            assertThat(page.select("#faults li").eachAttr("id")).as(path).containsExactly(field + "-fault");
            assertThat(page.select("#reads")).as(path).isEmpty();
            assertThat(page.text()).as(path).doesNotContain("No access found.");
        }
    }

    @Test
    void anUnknownFilterIsAnError() {
        var answer = AUDITOR.visitor().get("/support/reads/download?acount=" + account);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Visitor.html(answer).select("#faults").text())
                .isEqualTo("There is no filter “acount”. Nothing was searched.");
    }

    @Test
    void showsTheInvalidValueAgain() {
        var page = Visitor.html(AUDITOR.visitor().get("/support/reads?staff=sam&from=yesterday"));

        assertThat(page.select("#faults li").eachText())
                .containsExactly(
                        "Staff (id): this could not be read. Nothing was searched.",
                        "From (Coordinated Universal Time): this could not be read. Nothing was searched.");
        assertThat(page.select("[aria-invalid]").eachAttr("id")).containsExactly("staff", "from");
        assertThat(page.select("#staff").val()).isEqualTo("sam");
        assertThat(page.select("#from").val()).isEqualTo("yesterday");
        assertThat(page.select("#from").attr("type")).isEqualTo("text");
    }

    @Test
    void theOlderPageKeepsTheFilter() {
        for (var access = 0; access < 60; access++) {
            accessLog.record(SupportAccess.account(staff, account, null, "ABC-" + access, null), 60);
        }
        var visitor = AUDITOR.visitor();
        var query =
                "?staff=" + staff + "&account=" + account + "&from=2026-01-01T00:00:00%2B01:00&until=2099-01-01T00:00";

        var newest = Visitor.html(visitor.get("/support/reads" + query));
        var older = visitor.get("/support/reads" + newest.select("[rel=next]").attr("href"));

        assertThat(older.statusCode()).isEqualTo(200);
        assertThat(Visitor.html(older).select("#reads li")).hasSize(11);
        assertThat(Visitor.html(older).select("#until").val()).isEqualTo("2099-01-01T00:00");
    }

    @Test
    void theWholeAccessLogCanBeDownloaded() {
        for (var access = 0; access < 60; access++) {
            accessLog.record(SupportAccess.account(other, account, null, "ABC-" + access, null), 60);
        }
        var visitor = AUDITOR.visitor();

        var first = Visitor.html(visitor.get("/support/reads?account=" + account));
        assertThat(first.select("#reads li")).hasSize(50);
        var older = Visitor.html(
                visitor.get("/support/reads" + first.select(".pages a").attr("href")));
        assertThat(older.select("#reads li")).hasSize(12);

        var file = visitor.get("/support/reads/download?account=" + account);
        assertThat(file.contentType()).startsWith("application/x-ndjson");
        assertThat(file.header("Content-Disposition")).startsWith("attachment");
        var lines = file.asString().lines().toList();
        assertThat(lines).hasSize(62);
        assertThat(JsonPath.from(lines.get(61)).getMap(""))
                .containsEntry("staff", staff.toString())
                .containsEntry("view", "ACCOUNT")
                .containsEntry("reason", "ABC-1");
    }

    @Test
    void showsAccessesAtTheSameInstantAcrossPages() {
        for (var access = 0; access < 60; access++) {
            accessLog.record(SupportAccess.account(UUID.randomUUID(), account, null, "ABC-1", null), 60);
        }
        for (var each : accesses()) {
            pastAccesses.move(each, at -> Instant.parse("2026-01-01T00:00:00Z"));
        }
        var visitor = AUDITOR.visitor();

        var first = Visitor.html(visitor.get("/support/reads?account=" + account));
        var older = Visitor.html(
                visitor.get("/support/reads" + first.select(".pages a").attr("href")));

        assertThat(first.select("#reads li")).hasSize(50);
        assertThat(older.select("#reads li")).hasSize(12);
    }

    /** The staff members who accessed the account. */
    private Set<UUID> accesses() {
        return accessLog.ofAccount(account, Instant.now().plusSeconds(60), 100).stream()
                .map(AccessLogView::staff)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update support_read set recorded_at = recorded_at - interval '1 hour' where STAFF and sequence = 2",
                "update support_read set view = 'GLANCE' where STAFF and sequence = 2",
                "update support_read_words set reason = 'forged' where STAFF and sequence = 2",
                "update support_read_name set name = 'forged' where STAFF and sequence = 2",
                "update support_read set hash = sha256('forged') where STAFF and sequence = 2"
            })
    void anEntryThatCannotBeVerifiedIsListedButNotShown(String tampering) {
        var before = unverifiable();

        Tampering.with(tampering.replace("STAFF", "staff = '" + staff + "'"));

        var page = Visitor.html(AUDITOR.visitor().get("/support/reads?account=" + account))
                .select("#reads li");
        assertThat(page).hasSize(2);
        assertThat(page.eachText())
                .filteredOn(text -> text.contains(staff.toString()))
                .containsExactly("Entry 2 can’t be verified, so it isn’t shown. " + staff);
        assertThat(page.text()).contains("ABC-2").doesNotContain("ABC-1", "Sam Staff", "forged");
        assertThat(unverifiable()).isGreaterThan(before);
    }

    @Test
    void anAccessForgedWithoutTheKeyIsNotShownToAnybodyAsTrue() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);
        accessLog.record(SupportAccess.account(other, UUID.fromString(person.id()), null, "ABC-5", null), 60);
        Tampering.with(
                "insert into support_read (staff, sequence, recorded_at, view, account, words_hash, previous_hash, hash)"
                        + " values ('%1$s', 4, now(), 'ACCOUNT', '%2$s', '', '', sha256('forged'))"
                                .formatted(staff, person.id()),
                "insert into support_read_words (staff, sequence, salt, reason) values ('%s', 4, '', 'forged')"
                        .formatted(staff));

        var history = Visitor.html(visitor.get("/settings/history")).select(".look");
        var log = AUDITOR.visitor().get("/support/reads/download?account=" + person.id());
        var export = visitor.get("/settings/record.json");

        assertThat(history.eachText())
                .hasSize(2)
                .contains(
                        "One record of what support did can’t be verified, so it isn’t shown. Please write to support.");
        assertThat(history.text()).contains("ABC-5").doesNotContain("forged");
        assertThat(log.asString().lines().map(line -> JsonPath.from(line).getBoolean("verified")))
                .containsExactly(false, true);
        assertThat(export.<List<Boolean>>path("looks.verified")).containsExactly(false, null);
        assertThat(Schemas.faults(given().get("/schemas/record-2.json").asString(), export.asString()))
                .isEmpty();
    }

    @Test
    void aForgedAccessGivesNoReasonToOpenAnAccount() {
        var member = Realm.newStaff("support");
        var support = Visitor.staff(member, "/support");
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        Visitor.signedIn(person);
        Tampering.with(
                "insert into support_head (staff, last_sequence, last_hash, last_at) values ('%s', 0, '', 'epoch')"
                        .formatted(member.id()),
                "insert into support_read (staff, sequence, recorded_at, view, account, words_hash, previous_hash, hash)"
                        + " values ('%s', 7, now(), 'ACCOUNT', '%s', '', '', sha256('forged'))"
                                .formatted(member.id(), person.id()),
                "insert into support_read_words (staff, sequence, salt, reason) values ('%s', 7, '', 'forged')"
                        .formatted(member.id()));

        var answer = support.get("/support/accounts/" + person.id() + "?read=7");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/support?account=" + person.id());
    }

    private static double unverifiable() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("data_controls_integrity_unverifiable_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void auditorsSeeWhichAccountsASearchFound() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        Visitor.signedIn(person);
        accessLog.record(SupportAccess.search(staff, "ABC-4", person.username() + "@example.org"), 60);

        var found = Visitor.html(AUDITOR.visitor().get("/support/reads?account=" + person.id()))
                .select("#reads li");

        assertThat(found).hasSize(1);
        assertThat(found.text()).contains("searched " + person.username()).contains("found: " + person.id());
        assertThat(JsonPath.from(AUDITOR.visitor()
                                .get("/support/reads/download?account=" + person.id())
                                .asString())
                        .<String>getList("found"))
                .containsExactly(person.id());
    }

    @Test
    void eachRoleHasItsOwnPage() {
        assertThat(AUDITOR.visitor().get("/support").statusCode()).isEqualTo(403);
        var support = Visitor.staff(Realm.newStaff("support"), "/support");
        assertThat(support.get("/support/reads").statusCode()).isEqualTo(403);
        assertThat(support.get("/support/reads/download").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update support_read set account = gen_random_uuid() where STAFF and sequence = 2            | HASH",
                "update support_read set recorded_at = recorded_at - interval '1 hour' where STAFF and sequence = 2 | HASH",
                "delete from support_read_words where STAFF and sequence = 2; delete from support_read_name where STAFF and sequence = 2; delete from support_read where STAFF and sequence = 2 | SEQUENCE",
                "delete from support_read_words where STAFF and sequence = 3; delete from support_read where STAFF and sequence = 3 | HEAD",
                "update support_read_words set reason = 'curiosity' where STAFF and sequence = 2             | WORDS",
                "update support_read_name set name = 'Somebody Else' where STAFF and sequence = 2            | NAME",
                "update support_read set found = null where STAFF and sequence = 1                           | HASH",
                "update support_read set name_hash = null where STAFF and sequence = 2                       | HASH",
            })
    void tamperingWithTheAccessLogIsDetected(String tampering, IntegrityViolation.Kind kind) {
        assertThat(verifier.verifyAccessLog(staff)).isEmpty();

        Tampering.with(tampering.replace("STAFF", "staff = '" + staff + "'"));

        assertThat(verifier.verifyAccessLog(staff))
                .extracting(IntegrityViolation::kind)
                .contains(kind);
        assertThat(verifier.verifyAccessLog(other)).isEmpty();
    }

    @Test
    void accessLogDetailsCanBeErasedAndTheChainStaysIntact() {
        Tampering.with("delete from support_read_words where staff = '" + staff + "'");

        assertThat(verifier.verifyAccessLog(staff)).isEmpty();
        var page = Visitor.html(AUDITOR.visitor().get("/support/reads?staff=" + staff));
        assertThat(page.select("#reads li")).hasSize(3);
        assertThat(page.select("#reads").text()).contains("(erased)").doesNotContain("ABC-1");
    }
}
