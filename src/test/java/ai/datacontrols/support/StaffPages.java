package ai.datacontrols.support;

import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.web.SharedPerson;
import ai.datacontrols.web.Visitor;
import io.restassured.response.Response;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** Opens the pages of staff. The test classes that extend it share a person, a staff member and their sign-ins. */
abstract class StaffPages {

    static final String REASON = "asks why it says off";

    static final SharedPerson PERSON = SharedPerson.onPlans(Map.of("le-chat", "free"));

    /** The tests that share this person search fewer than 60 times in total, which is the limit per hour. */
    static final SharedPerson STAFF = SharedPerson.staff("support", "/support");

    Account staff;
    Visitor support;
    private int recordedBefore;

    @BeforeEach
    void signIn() throws SQLException {
        PERSON.visitor();
        signInAs(STAFF);
    }

    void signInAs(SharedPerson member) throws SQLException {
        staff = member.account();
        support = member.visitor();
        recordedBefore = 0;
        recordedBefore = recorded().size();
    }

    void signInAsNewStaff() throws SQLException {
        signInAs(SharedPerson.staff("support", "/support"));
    }

    Response access(Account person) {
        return support.follow(search(person.id(), REASON));
    }

    static String read(Response page) {
        return Visitor.html(page).select("input[name=read]").first().val();
    }

    Response search(String subject, String reason) {
        return support.search("/support", subject, reason);
    }

    /** Returns the access log of the staff member since the test began. */
    List<String> recorded() throws SQLException {
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

    static void update(String statement, String... values) {
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
