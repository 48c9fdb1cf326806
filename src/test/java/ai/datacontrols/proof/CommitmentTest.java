package ai.datacontrols.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** A commitment is bound to its entry and says nothing of it. */
class CommitmentTest {

    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENCODING = "kind 6 CHOICEhash 2 00".getBytes(StandardCharsets.UTF_8);

    /** Computed with {@code openssl dgst -sha256 -mac HMAC}. */
    @Test
    void isTheHmacOfTheEntryUnderItsNonce() {
        var nonce = Commitment.nonce(SECRET, 1);
        assertThat(HexFormat.of().formatHex(nonce))
                .isEqualTo("5b3d79beea0aec6631ff5fd6882a0449c428a1ff08ff18e1d8fbe581039012b9");
        assertThat(HexFormat.of().formatHex(Commitment.of(nonce, ENCODING)))
                .isEqualTo("2f3862af1d36a18ff401d6dc149b92755aa6833f081bd369b2c8010da2f8558d");
    }

    @Test
    void everyEntryHasANonceOfItsOwn() {
        assertThat(Commitment.nonce(SECRET, 1))
                .isNotEqualTo(Commitment.nonce(SECRET, 2))
                .isEqualTo(Commitment.nonce(SECRET.clone(), 1));
    }

    @Test
    void anotherEncodingOrNonceHasAnotherCommitment() {
        var nonce = Commitment.nonce(SECRET, 1);
        var commitment = Commitment.of(nonce, ENCODING);
        for (var i = 0; i < ENCODING.length; i++) {
            var other = ENCODING.clone();
            other[i] ^= 1;
            assertThat(Commitment.of(nonce, other)).isNotEqualTo(commitment);
        }
        for (var i = 0; i < nonce.length; i++) {
            var other = nonce.clone();
            other[i] ^= 1;
            assertThat(Commitment.of(other, ENCODING)).isNotEqualTo(commitment);
        }
    }

    @Test
    void keysOfAnotherLengthAreRefused() {
        for (var length : new int[] {0, 31, 33, 64}) {
            assertThatThrownBy(() -> Commitment.of(new byte[length], ENCODING))
                    .isInstanceOf(UnreadableException.class)
                    .hasMessage("A nonce or secret must have 32 bytes, not " + length);
        }
    }
}
