package ai.datacontrols.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verification accepts and refuses the same proofs as {@code transparency-dev/merkle}. */
class MerkleVectorsTest {

    private static final Path VECTORS = Path.of("src", "test", "resources", "proof", "merkle-vectors.ndjson");

    /** Refused there; tlog-witness says that any tree is consistent with the empty one. */
    private static final Set<String> ACCEPTED_HERE =
            Set.of("consistency/additional/size1-is-zero-and-size2-is-not-zero.json");

    static Stream<JsonNode> vectors() throws IOException {
        var json = new ObjectMapper();
        return Files.readAllLines(VECTORS).stream().map(line -> {
            try {
                return json.readTree(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void thereAreAllVectors() throws IOException {
        assertThat(vectors()).hasSize(196);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void agrees(JsonNode vector) {
        var file = vector.get("file").asText();
        ThrowingCallable verification =
                file.startsWith("inclusion") ? () -> verifyInclusion(vector) : () -> verifyConsistency(vector);

        if (vector.get("wantErr").asBoolean() && !ACCEPTED_HERE.contains(file)) {
            assertThatThrownBy(verification).isInstanceOfAny(ProofFailedException.class, UnreadableException.class);
        } else {
            assertThatNoException().isThrownBy(verification);
        }
    }

    private static void verifyInclusion(JsonNode vector) {
        new InclusionProof(
                        vector.get("leafIdx").asLong(), vector.get("treeSize").asLong(), hashes(vector.get("proof")))
                .verify(hash(vector.get("leafHash")), hash(vector.get("root")));
    }

    private static void verifyConsistency(JsonNode vector) {
        new ConsistencyProof(vector.get("size1").asLong(), vector.get("size2").asLong(), hashes(vector.get("proof")))
                .verify(hash(vector.get("root1")), hash(vector.get("root2")));
    }

    private static List<Hash> hashes(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(MerkleVectorsTest::hash)
                .toList();
    }

    /** Some vectors have texts in the place of hashes, which are only equal or not; others have nothing there. */
    private static Hash hash(JsonNode base64) {
        var bytes = Base64.getDecoder().decode(base64.asText());
        return bytes.length == Hash.LENGTH || bytes.length == 0 ? Hash.of(bytes) : Hash.leaf(bytes);
    }
}
