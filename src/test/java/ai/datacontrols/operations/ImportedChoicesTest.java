package ai.datacontrols.operations;

import static io.restassured.path.json.JsonPath.from;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.InitialImport;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Api;
import ai.datacontrols.policy.rules.Choice;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Earlier choices are imported exactly or rejected, because entries can't be changed later. */
@QuarkusTest
class ImportedChoicesTest {

    @Inject
    InitialImport initialImport;

    @Inject
    Ledger ledger;

    private final UUID account = UUID.randomUUID();

    @BeforeEach
    void open() {
        Tampering.with("update first_load set completed_at = null");
    }

    @AfterEach
    void close() {
        initialImport.complete();
    }

    @Test
    void aChoiceIsImportedByItsName() {
        var answer = load("'OPTED_OUT'");

        assertThat(from(answer).getString("outcome")).isEqualTo("LOADED");
        assertThat(ledger.state(account).consentState("le-chat").choice()).isEqualTo(Choice.OPTED_OUT);
    }

    /** The importer's numbers may have the opposite meaning. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "'0'", "'1'", "'opted_out'", "''", "true", "['OPTED_OUT']"})
    void invalidEnumNamesAreRejected(String choice) {
        var answer = load(choice);

        assertThat(from(answer).getString("problem.type")).endsWith(":invalid-request");
        assertThat(from(answer).getString("problem.detail")).isEqualTo("the field 'choices.0.choice' can't be read");
        assertThat(Recorded.history(ledger, account).isEmpty()).isTrue();
    }

    private String load(String choice) {
        return Api.lines(Api.lines(
                                "importer",
                                "{'account':'%s','product':'le-chat','choices':[{'choice':%s,'at':'2026-01-01T00:00:00Z'}]}"
                                        .formatted(account, choice))
                        .post("/imports"))
                .get(0);
    }
}
