package ai.datacontrols.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigstore.encryption.signers.Verifiers;
import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import dev.sigstore.rekor.client.Checkpoints;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A client of another project, Sigstore's, reads the log's checkpoints and verifies its proofs. It is laxer than RFC 9162, so only
 * its agreement counts.
 */
class SigstoreTest {

    private static final TestLog LOG = TestLog.of(70_000);

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 70000", "123, 300", "255, 256", "256, 257", "65535, 65536", "65536, 70000", "69999, 70000"})
    void verifiesTheProofOfAnEntry(int index, int size) throws Exception {
        var proof = LOG.proof(index, size);
        var checkpoint = Checkpoints.from(proof.checkpoint().toString());

        assertThat(checkpoint.getOrigin()).isEqualTo(TestLog.ORIGIN);
        assertThat(checkpoint.getSize()).isEqualTo(size);
        assertThatNoException()
                .isThrownBy(() -> InclusionProofVerifier.verify(
                        LOG.leaf(index).toBytes(),
                        index,
                        checkpoint.getSize(),
                        proof.path().stream().map(Hash::toBytes).toList(),
                        Base64.getDecoder().decode(checkpoint.getBase64Hash())));
    }

    @Test
    void verifiesTheLogsSignature() throws Exception {
        var checkpoint = Checkpoints.from(LOG.proof(5, 9).checkpoint().toString());
        var signature = checkpoint.getSignatures().get(0);

        assertThat(signature.getIdentity()).isEqualTo(TestLog.ORIGIN);
        assertThat(Verifiers.newVerifier(publicKey())
                        .verify(checkpoint.getSignedData().getBytes(StandardCharsets.UTF_8), signature.getSignature()))
                .isTrue();
    }

    @Test
    void refusesAnotherEntry() {
        var proof = LOG.proof(5, 9);
        var root = LOG.tree().root(9).toBytes();
        assertThatThrownBy(() -> InclusionProofVerifier.verify(
                        LOG.leaf(6).toBytes(),
                        5,
                        9,
                        proof.path().stream().map(Hash::toBytes).toList(),
                        root))
                .isInstanceOf(InclusionProofVerificationException.class);
    }

    private static PublicKey publicKey() throws GeneralSecurityException {
        var raw =
                Base64.getDecoder().decode(TestLog.KEY.verifierKey().toString().split("\\+", 3)[2]);
        var x509 = "302a300506032b6570032100" + HexFormat.of().formatHex(raw, 1, raw.length);
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(x509)));
    }
}
