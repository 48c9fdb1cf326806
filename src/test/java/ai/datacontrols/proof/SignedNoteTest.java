package ai.datacontrols.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes and keys are those of golang.org/x/mod/sumdb/note and of the specification signed-note. */
class SignedNoteTest {

    private static final String TEXT = "If you think cryptography is the answer to your problem,\n"
            + "then you don't know what your problem is.\n";

    private static final String PETER_PRIVATE =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String PETER_PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String PETER_LINE = "— PeterNeumann "
            + "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static final String ENOCH_PUBLIC = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    private static final String ENOCH_LINE = "— EnochRoot "
            + "rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    private final VerifierKey peter = VerifierKey.parse(PETER_PUBLIC);
    private final VerifierKey enoch = VerifierKey.parse(ENOCH_PUBLIC);

    @Test
    void signsAsGoDoes() {
        var key = SigningKey.parse(PETER_PRIVATE);
        assertThat(key.verifierKey()).isEqualTo(peter);
        assertThat(SignedNote.sign(TEXT, key)).hasToString(TEXT + "\n" + PETER_LINE);
    }

    @Test
    void verifiesASignatureAndIgnoresThatOfAnUnknownKey() {
        var note = SignedNote.parse(TEXT + "\n" + PETER_LINE + ENOCH_LINE);
        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(note.verify(List.of(peter))).containsOnlyKeys(peter);
        assertThat(note.verify(List.of(peter, enoch))).containsOnlyKeys(peter, enoch);
        assertThat(note).hasToString(TEXT + "\n" + PETER_LINE + ENOCH_LINE);
    }

    @Test
    void verifiesTheSpecificationsExample() {
        SignedNote.parse(
                        "This is an example message.\n\n— example.com/foo "
                                + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n")
                .verify(List.of(
                        VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")));
    }

    @Test
    void verifiesACheckpointOfGosChecksumDatabase() {
        var note = SignedNote.parse("""
                go.sum database tree
                6476701
                mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=

                — sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=
                """);
        var key = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
        note.verify(List.of(VerifierKey.parse(key)));
        assertThat(VerifierKey.parse(key)).hasToString(key);
        assertThat(Checkpoint.parse(note.text()).size()).isEqualTo(6_476_701);
    }

    @Test
    void textMayContainEmptyLines() {
        var note = """
                Ognuno sta solo sul cuor della terra
                trafitto da un raggio di sole:

                ed è subito sera.

                — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
                """;
        assertThat(SignedNote.parse(note).text()).endsWith(":\n\ned è subito sera.\n");
        assertThat(SignedNote.parse(note)).hasToString(note);
    }

    @Test
    void aNoteWithoutAKnownSignatureProvesNothing() {
        var note = SignedNote.parse(TEXT + "\n" + ENOCH_LINE);
        assertThatThrownBy(() -> note.verify(List.of(peter)))
                .isInstanceOf(ProofFailedException.class)
                .hasMessageContaining("no signature by a known key");
    }

    @Test
    void aWrongSignatureOfAKnownKeyFailsTheWholeNote() {
        var wrong = PETER_LINE.replace("ZJku", "ZJkv");
        var note = SignedNote.parse(TEXT + "\n" + wrong + ENOCH_LINE);
        assertThat(note.verify(List.of(enoch))).containsOnlyKeys(enoch);
        assertThatThrownBy(() -> note.verify(List.of(peter, enoch)))
                .isInstanceOf(ProofFailedException.class)
                .hasMessage("The signature by PeterNeumann is wrong");
    }

    @Test
    void aSignatureUnderAnotherNameOrIdIsUnknown() {
        for (var line :
                List.of(PETER_LINE.replace("PeterNeumann", "CarmenSandiego"), PETER_LINE.replace("x08g", "xxxx"))) {
            var note = SignedNote.parse(TEXT + "\n" + line);
            assertThatThrownBy(() -> note.verify(List.of(peter))).isInstanceOf(ProofFailedException.class);
        }
    }

    @Test
    void acceptsHundredSignaturesAndNoMore() {
        SignedNote.parse(TEXT + "\n" + PETER_LINE.repeat(100)).verify(List.of(peter));
        assertThatThrownBy(() -> SignedNote.parse(TEXT + "\n" + PETER_LINE.repeat(101)))
                .isInstanceOf(UnreadableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TEXT,
                TEXT + "\n",
                "\u0001" + TEXT + "\n" + PETER_LINE,
                "\ud800" + TEXT + "\n" + PETER_LINE,
                "a\r\n\n" + PETER_LINE,
                TEXT + "\n" + PETER_LINE + "Unexpected line.\n",
                TEXT
                        + "\n— Bad Name x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
                TEXT + "\n— PeterNeumann x08go/ZJkuBS9UG\n",
                TEXT + "\n— PeterNeumann x08go/ZJkuB=\n",
                TEXT + "\n— PeterNeumann x08gow==\n",
                TEXT + "\n- PeterNeumann x08go/ZJkuA=\n",
                "— PeterNeumann x08go/ZJkuA=\n",
                ""
            })
    void aMalformedNoteIsRefused(String note) {
        assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void aNoteWithoutItsLastLineFeedIsRefused() {
        var note = TEXT + "\n" + PETER_LINE;
        assertThatThrownBy(() -> SignedNote.parse(note.substring(0, note.length() - 1)))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void noPartOfAKeyIsAKey() {
        for (var key : List.of(PETER_PUBLIC, PETER_PRIVATE)) {
            for (var i = 0; i <= key.length(); i++) {
                for (var j = i; j <= key.length(); j++) {
                    if (j - i < key.length()) {
                        assertRefused(key.substring(i, j));
                    }
                }
            }
        }
    }

    @Test
    void aKeyWithAnyCharacterChangedIsRefused() {
        for (var key : List.of(PETER_PUBLIC, PETER_PRIVATE)) {
            for (var i = 0; i < key.length(); i++) {
                var changed = new StringBuilder(key);
                changed.setCharAt(i, (char) (key.charAt(i) + 1));
                assertRefused(changed.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
                "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "bananas.sigstore.dev+12344556",
                "rekor.sigstore.dev+12345678+THIS_IS_NOT_BASE64!",
                "rekor.sigstore.dev+12345678+AwEB"
            })
    void aKeyOfAnotherLengthOrKindIsRefused(String key) {
        assertThatThrownBy(() -> VerifierKey.parse(key)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void aPrivateKeyIsNotPrinted() {
        var key = SigningKey.parse(PETER_PRIVATE);
        assertThat(key).hasToString(PETER_PUBLIC);
        assertThat(key.toPrivateText()).isEqualTo(PETER_PRIVATE);
        assertThatThrownBy(() -> SigningKey.parse(PETER_PRIVATE.replace("c74f20a3", "c74f20a4")))
                .message()
                .doesNotContain("AYEKFALV");
    }

    @Test
    void generatedKeysDiffer() {
        var one = SigningKey.generate("log.example", SignatureType.ED25519);
        var other = SigningKey.generate("log.example", SignatureType.ED25519);
        assertThat(one.verifierKey()).isNotEqualTo(other.verifierKey());
        assertThat(Collections.disjoint(
                        SignedNote.sign("a\n", one).signatures(),
                        SignedNote.sign("a\n", other).signatures()))
                .isTrue();
    }

    private static void assertRefused(String key) {
        assertThatThrownBy(() -> VerifierKey.parse(key)).as(key).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> SigningKey.parse(key)).as(key).isInstanceOf(UnreadableException.class);
    }
}
