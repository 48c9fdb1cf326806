package ai.datacontrols.proof;

import static ai.datacontrols.proof.TestLog.KEY;
import static ai.datacontrols.proof.TestLog.POLICY;
import static ai.datacontrols.proof.TestLog.WITNESSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Proofs are written, read and verified as tlog-proof says. */
class LogProofTest {

    private static final TestLog LOG = TestLog.of(300);
    private static final LogProof PROOF = LOG.proof(123, 300);
    private static final Hash LEAF = LOG.leaf(123);

    private static final String NOTE = "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— o AAAAAAE=\n";
    private static final String HASH = "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=";

    @Example
    void isReadAsItWasWritten() {
        var text = PROOF.toString();
        assertThat(LogProof.parse(text)).isEqualTo(PROOF);
        assertThat(text).startsWith("c2sp.org/tlog-proof@v1\nindex 123\n").contains("\n\nconsent.example/log\n300\n");
        assertThat(LogProof.parse(text).verify(LEAF, WITNESSED).cosignatures()).hasSize(1);
    }

    @Example
    void mayHaveExtraDataOrNoHashes() {
        for (var text : List.of(
                "c2sp.org/tlog-proof@v1\nextra ZXh0cmE=\nindex 10\n" + HASH + "\n\n" + NOTE,
                "c2sp.org/tlog-proof@v1\nindex 0\n\n" + NOTE)) {
            assertThat(LogProof.parse(text)).hasToString(text);
        }
    }

    @Example
    void aMalformedProofIsRefused() {
        for (var text : List.of(
                "",
                "wrong-header\nindex 0\n\n" + NOTE,
                "c2sp.org/tlog-proof@v2\nindex 0\n\n" + NOTE,
                "c2sp.org/tlog-proof@v1\nextra !!\nindex 0\n\n" + NOTE,
                "c2sp.org/tlog-proof@v1\n\n" + NOTE,
                "c2sp.org/tlog-proof@v1\nindex 0\nextra ZXh0cmE=\n\n" + NOTE,
                "c2sp.org/tlog-proof@v1\nindex nine\n\n" + NOTE,
                "c2sp.org/tlog-proof@v1\nindex -5\n\n" + NOTE,
                "c2sp.org/tlog-proof@v1\nindex 05\n\n" + NOTE,
                "c2sp.org/tlog-proof@v1\nindex 0\n!!\n\n" + NOTE,
                "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n" + NOTE,
                "c2sp.org/tlog-proof@v1\nindex 0\n" + HASH + "\n" + NOTE,
                "c2sp.org/tlog-proof@v1\nindex 0\n\n",
                "c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\n" + NOTE)) {
            assertThatThrownBy(() -> LogProof.parse(text)).as(text).isInstanceOf(UnreadableException.class);
        }
    }

    /** The quorum makes the witness's line one that must hold. */
    @Property(tries = 2000)
    void aProofWithAnyBitFlippedDoesNotVerify(@ForAll @IntRange(max = 1_000_000) int place) {
        var bytes = PROOF.toString().getBytes(StandardCharsets.UTF_8);
        var bit = place % (bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        // as a reader that replaces what is not UTF-8
        var text = new String(bytes, StandardCharsets.UTF_8);

        assertThatThrownBy(() -> LogProof.parse(text).verify(LEAF, WITNESSED))
                .isInstanceOfAny(ProofFailedException.class, UnreadableException.class);
    }

    @Example
    void provesNoOtherEntryAndNoOtherPlace() {
        assertThatThrownBy(() -> PROOF.verify(LOG.leaf(124), POLICY)).isInstanceOf(ProofFailedException.class);
        var elsewhere = new LogProof("", 124, PROOF.path(), PROOF.checkpoint());
        assertThatThrownBy(() -> elsewhere.verify(LEAF, POLICY)).isInstanceOf(ProofFailedException.class);
    }

    @Example
    void anInnerNodeIsNoEntry() {
        var node = LOG.leaf(122).toBytes();
        var forged = new byte[64];
        System.arraycopy(node, 0, forged, 0, 32);
        System.arraycopy(LEAF.toBytes(), 0, forged, 32, 32);
        assertThat(Hash.leaf(forged)).isNotEqualTo(Hash.node(LOG.leaf(122), LEAF));
    }

    @Example
    void aProofByAnotherKeyIsNotTrusted() {
        var other = SigningKey.generate(TestLog.ORIGIN, SignatureType.ED25519);
        assertThat(other.verifierKey()).isNotEqualTo(KEY.verifierKey());
        assertThatThrownBy(() -> PROOF.verify(LEAF, new LogPolicy(other.verifierKey())))
                .isInstanceOf(ProofFailedException.class)
                .hasMessage("There is no signature by a known key");
    }
}
