package ai.datacontrols.proof;

import static ai.datacontrols.proof.TestLog.COSIGNED;
import static ai.datacontrols.proof.TestLog.KEY;
import static ai.datacontrols.proof.TestLog.ORIGIN;
import static ai.datacontrols.proof.TestLog.WITNESS;
import static ai.datacontrols.proof.TestLog.WITNESSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.proof.AddCheckpointResponse.Cosigned;
import ai.datacontrols.proof.AddCheckpointResponse.OtherSize;
import ai.datacontrols.proof.AddCheckpointResponse.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conversation of a log with a witness, as tlog-witness says. */
class AddCheckpointTest {

    private static final String EXAMPLE = """
            old 20852014
            PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
            jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
            5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
            /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
            """;

    private static final String COSIGNATURES = """
            — witness.example/w1 CMp+6LWBU0anHGH5aNDTJkH/gj79sG+T6+iP2ThYN5krrDJbR1HDnucjL39QsZTSvVjyQLrdk3DXDqI5G2HgLatVs0pWh6Up69HVOw==
            — witness.example/w1 I7rEps0pvK2UqkS2gSpVUDhrhVtQV9lgF6pRrWAvjJHjyWpW7VcE3SiOlVlbQNt64vWhO+DlkL0+UfzuOBMh9ChdMkP1vi/lCAsmlw==
            — witness.example/w2 AWui8Sk55XjYLOijihBjhqEH6nS1ndDymE0a+6idX7pLcnoB+dhnz0854aLZgrrKbYKA7nC3HNJhm/kWl7oJlqU3rXXvpysAdyP3wQ==
            """;

    /** The log of {@code litewitness.hurl}; its file names only the key. */
    private static final String SIGSUM_LOG =
            "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562"
                    + "+5202289b+Af/cLU2Y5BJNP+r3iMDC+av9eWCD0fBJVDfzAux5zxAP";

    private static final Path RECORDED = Path.of("src", "test", "resources", "proof", "litewitness.hurl");
    private static final Pattern EXCHANGE =
            Pattern.compile("(?s)POST \\S+\n```\n(.*?)```\nHTTP (\\d+)\n\\[Asserts]\nbody (?:contains|==) \"(.*?)\"\n");

    private final TestLog log = TestLog.of(300);

    @Test
    void readsAndWritesTheSpecificationsRequest() {
        var request = AddCheckpointRequest.parse(EXAMPLE);
        assertThat(request.oldSize()).isEqualTo(20_852_014);
        assertThat(request.path()).hasSize(4);
        assertThat(request.checkpoint().signatures()).hasSize(2);
        assertThat(request).hasToString(EXAMPLE);
    }

    @Test
    void readsAndWritesTheSpecificationsResponses() {
        var cosigned = AddCheckpointResponse.parse(200, "text/plain", COSIGNATURES);
        assertThat(((Cosigned) cosigned).cosignatures()).hasSize(3);
        assertThat(cosigned).hasToString(COSIGNATURES);
        assertThat(AddCheckpointResponse.parse(409, "text/x.tlog.size", "20852014\n"))
                .isEqualTo(new OtherSize(20_852_014))
                .hasToString("20852014\n");
        assertThat(AddCheckpointResponse.parse(409, "text/html", "<p>Conflict")).isEqualTo(new Refused(409));
        assertThat(AddCheckpointResponse.parse(422, null, "")).isEqualTo(new Refused(422));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "05\n", "-1\n", "five\n", "5\n6\n"})
    void aSizeInAnotherFormIsRefused(String body) {
        assertThatThrownBy(() -> AddCheckpointResponse.parse(409, "text/x.tlog.size", body))
                .isInstanceOf(UnreadableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "cosigned\n", "— witness.example/w1\n"})
    void cosignaturesInAnotherFormAreRefused(String body) {
        assertThatThrownBy(() -> AddCheckpointResponse.parse(200, "text/plain", body))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void aRequestWithMoreThan63HashesIsRefused() {
        var note = log.checkpoint(300).toString();
        var hash = Hash.EMPTY_TREE + "\n";
        AddCheckpointRequest.parse("old 0\n" + hash.repeat(63) + "\n" + note);
        assertThatThrownBy(() -> AddCheckpointRequest.parse("old 0\n" + hash.repeat(64) + "\n" + note))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void aLogFollowsAWitnessThatKnowsAnEarlierCheckpoint() {
        var witness = new SmallWitness(WITNESS, Map.of(ORIGIN, KEY.verifierKey()), COSIGNED);
        witness.answer(new AddCheckpointRequest(log.tree().consistency(0, 100), log.checkpoint(100)));
        var newest = log.checkpoint(300);

        var size = witness.answer(new AddCheckpointRequest(log.tree().consistency(0, 300), newest));
        assertThat(size).isEqualTo(new OtherSize(100));
        var cosigned =
                (Cosigned) witness.answer(new AddCheckpointRequest(log.tree().consistency(100, 300), newest));

        assertThat(WITNESSED.open(newest.with(cosigned.cosignatures())).cosignatures())
                .hasSize(1);
    }

    @Test
    void aLogThatWasRewrittenGetsNoCosignature() {
        var witness = new SmallWitness(WITNESS, Map.of(ORIGIN, KEY.verifierKey()), COSIGNED);
        witness.answer(new AddCheckpointRequest(log.tree().consistency(0, 100), log.checkpoint(100)));
        var rewritten = new TestLog();
        rewritten.append(new byte[] {1}).append(299);

        assertThat(witness.answer(
                        new AddCheckpointRequest(rewritten.tree().consistency(100, 300), rewritten.checkpoint(300))))
                .isEqualTo(new Refused(422));
    }

    /**
     * Held to what a real witness answered. The specification has 404 for an unknown log since. The wrong signature there
     * differs in trailing bits of its Base64 as well, which is refused here before any signature is verified.
     */
    @Test
    void theWitnessOfTheTestsAnswersAsLitewitness() throws IOException {
        var key = VerifierKey.parse(SIGSUM_LOG);
        var witness = new SmallWitness(
                SigningKey.generate("example.com/witness", SignatureType.ED25519_COSIGNATURE),
                Map.of(key.name(), key),
                COSIGNED);
        var exchanges = EXCHANGE.matcher(Files.readString(RECORDED)).results().toList();
        assertThat(exchanges).hasSize(9);
        assertThat(exchanges).allSatisfy(exchange -> {
            var response =
                    witness.answer(AddCheckpointRequest.parse(exchange.group(1).replace("x6gx=", "x6gw=")));
            var status = Integer.parseInt(exchange.group(2));
            if (response instanceof Refused refused) {
                assertThat(refused.status() == 404 ? 403 : refused.status()).isEqualTo(status);
            } else {
                assertThat(status).isEqualTo(response instanceof OtherSize ? 409 : 200);
                assertThat(response.toString()).contains(exchange.group(3).replace("\\n", "\n"));
            }
        });
    }
}
