package ai.datacontrols.proof;

import static ai.datacontrols.proof.TestLog.COSIGNED;
import static ai.datacontrols.proof.TestLog.KEY;
import static ai.datacontrols.proof.TestLog.ORIGIN;
import static ai.datacontrols.proof.TestLog.POLICY;
import static ai.datacontrols.proof.TestLog.WITNESS;
import static ai.datacontrols.proof.TestLog.WITNESSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints, and who must have signed them. */
class CheckpointTest {

    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    /** Of the specification tlog-cosignature, which doesn't give the keys. */
    private static final String EXAMPLE = """
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
            """;

    private static final SigningKey NEXT_KEY = SigningKey.generate(ORIGIN, SignatureType.ED25519);

    private final Checkpoint checkpoint = new Checkpoint(ORIGIN, 7, Hash.parse(ROOT));

    @Test
    void readsAndWritesTheSpecificationsExample() {
        var note = SignedNote.parse(EXAMPLE);
        assertThat(Checkpoint.parse(note.text()))
                .isEqualTo(new Checkpoint("example.com/behind-the-sofa", 20_852_163, Hash.parse(ROOT)));
        assertThat(Checkpoint.parse(note.text()).text()).isEqualTo(note.text());
        assertThat(note).hasToString(EXAMPLE);
    }

    @Test
    void theSpecificationsCosignatureHasTheTimeThatItNames() {
        assertThat(WITNESS.verifierKey()
                        .time(SignedNote.parse(EXAMPLE).signatures().get(1)))
                .isEqualTo(Instant.ofEpochSecond(1_679_315_147));
    }

    @Test
    void keepsExtensionLines() {
        var text = "o\n1\n" + ROOT + "\nmore\nand more\n";
        assertThat(Checkpoint.parse(text).extensions()).containsExactly("more", "and more");
        assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o\n1\n" + ROOT,
                "o\n1\n",
                "\n1\n" + ROOT + "\n",
                "o\n01\n" + ROOT + "\n",
                "o\n-1\n" + ROOT + "\n",
                "o\n+1\n" + ROOT + "\n",
                "o\n\u0661\n" + ROOT + "\n",
                "o\n9223372036854775808\n" + ROOT + "\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
                "o\n1\n" + ROOT + "\n\n",
                "o\n0\n" + ROOT + "\n"
            })
    void aMalformedCheckpointIsRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void theEmptyLogHasTheRootOfTheEmptyTree() {
        assertThat(Checkpoint.parse("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
                        .root())
                .isEqualTo(Hash.EMPTY_TREE);
    }

    @Test
    void isTrustedIfTheLogSignedIt() {
        assertThat(POLICY.open(checkpoint.sign(KEY)).checkpoint()).isEqualTo(checkpoint);
    }

    @Test
    void isNotTrustedIfItIsOfAnotherLog() {
        var other = new Checkpoint("other.example/log", 7, Hash.parse(ROOT)).sign(KEY);
        assertThatThrownBy(() -> POLICY.open(other))
                .isInstanceOf(ProofFailedException.class)
                .hasMessageContaining("other.example/log");
    }

    @Test
    void whileAKeyIsReplacedEitherIsTrustedAndAWrongSignatureIsNot() {
        var both = new LogPolicy(List.of(KEY.verifierKey(), NEXT_KEY.verifierKey()), List.of(), 0);
        both.open(checkpoint.sign(KEY));
        both.open(checkpoint.sign(NEXT_KEY));
        both.open(checkpoint.sign(KEY, NEXT_KEY));
        POLICY.open(checkpoint.sign(KEY, NEXT_KEY));

        var wrong = new SignedNote(checkpoint.text(), List.of(KEY.sign(checkpoint.text()), NEXT_KEY.sign("other\n")));
        assertThatThrownBy(() -> both.open(wrong)).isInstanceOf(ProofFailedException.class);
    }

    @Test
    void tellsWhenAWitnessSawIt() {
        var note = cosigned(WITNESS.cosign(checkpoint.text(), COSIGNED));
        var cosignatures = WITNESSED.open(note).cosignatures();
        assertThat(cosignatures).singleElement().satisfies(cosignature -> {
            assertThat(cosignature.witness()).isEqualTo(WITNESS.verifierKey());
            assertThat(cosignature.time()).isEqualTo(COSIGNED);
        });
        assertThat(note.signatures().get(1).signature()).hasSize(72);
    }

    @Test
    void isNotTrustedWithoutTheQuorum() {
        assertThatThrownBy(() -> WITNESSED.open(checkpoint.sign(KEY)))
                .isInstanceOf(ProofFailedException.class)
                .hasMessage("The checkpoint has 0 of the 1 cosignatures that are required");
    }

    @Test
    void aCosignatureThatIsRepeatedCountsOnce() {
        var other = SigningKey.generate("other.example", SignatureType.ED25519_COSIGNATURE);
        var two = new LogPolicy(List.of(KEY.verifierKey()), List.of(WITNESS.verifierKey(), other.verifierKey()), 2);
        var once = WITNESS.cosign(checkpoint.text(), COSIGNED);
        var again = WITNESS.cosign(checkpoint.text(), COSIGNED.plusSeconds(1));
        assertThatThrownBy(() -> two.open(cosigned(once, again))).isInstanceOf(ProofFailedException.class);
        two.open(cosigned(once, other.cosign(checkpoint.text(), COSIGNED)));
    }

    @Test
    void aCosignatureOfAnotherTextOrOfAWitnessAsLogIsNotTrusted() {
        assertThatThrownBy(() -> WITNESSED.open(cosigned(WITNESS.cosign("other\n", COSIGNED))))
                .isInstanceOf(ProofFailedException.class)
                .hasMessage("The signature by witness.example is wrong");
        var alone = new SignedNote(checkpoint.text(), List.of(WITNESS.cosign(checkpoint.text(), COSIGNED)));
        assertThatThrownBy(() -> WITNESSED.open(alone)).isInstanceOf(ProofFailedException.class);
    }

    @Test
    void keysOfTheWrongKindAreRefused() {
        var log = KEY.verifierKey();
        var witness = WITNESS.verifierKey();
        var sameKey = VerifierKey.parse(SigningKey.parse(renamed(WITNESS, "second.example"))
                .verifierKey()
                .toString());
        assertThatThrownBy(() -> new LogPolicy(witness)).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> new LogPolicy(List.of(log), List.of(log), 0)).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> new LogPolicy(List.of(log), List.of(witness), 2))
                .isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> new LogPolicy(List.of(log), List.of(witness, sameKey), 2))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("Two witnesses must not have the same key");
        assertThatThrownBy(() -> WITNESS.sign("a\n")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> KEY.cosign("a\n", COSIGNED)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anMlDsaCosignatureIsNotCheckedAndDoesNotCount() {
        var key = mlDsaKey();
        assertThat(key.isSupported()).isFalse();
        var signature = NoteSignature.of(key, new byte[8 + 2420]);
        var known = new LogPolicy(List.of(KEY.verifierKey()), List.of(key), 0);
        assertThat(known.open(cosigned(signature)).cosignatures()).isEmpty();
        var needed = new LogPolicy(List.of(KEY.verifierKey()), List.of(key), 1);
        assertThatThrownBy(() -> needed.open(cosigned(signature))).isInstanceOf(ProofFailedException.class);
    }

    private SignedNote cosigned(NoteSignature... cosignatures) {
        return checkpoint.sign(KEY).with(List.of(cosignatures));
    }

    private static VerifierKey mlDsaKey() {
        var typedKey = new byte[1313];
        typedKey[0] = 6;
        var digest = Hash.sha256();
        digest.update(Text.utf8("pq.example\n"));
        var id = java.util.HexFormat.of().formatHex(digest.digest(typedKey), 0, 4);
        return VerifierKey.parse("pq.example+" + id + "+" + Text.base64(typedKey));
    }

    private static String renamed(SigningKey key, String name) {
        var parts = key.toPrivateText().split("\\+", 5);
        var digest = Hash.sha256();
        digest.update(Text.utf8(name + "\n"));
        var publicKey = key.verifierKey().toString().split("\\+", 3)[2];
        var id = java.util.HexFormat.of().formatHex(digest.digest(Text.base64(publicKey, "")), 0, 4);
        return "PRIVATE+KEY+" + name + "+" + id + "+" + parts[4];
    }
}
