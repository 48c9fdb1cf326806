package ai.datacontrols.proof.verify;

import ai.datacontrols.proof.LogProof;
import ai.datacontrols.proof.TestLog;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes what people give to the verifier. */
final class LogFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LogFiles() {}

    static Path receipt(Path file, int index, LogProof proof) throws IOException {
        return receipt(file, TestLog.encoding(index), TestLog.nonce(index), proof.toString());
    }

    static Path receipt(Path file, String encoding, byte[] nonce, String proof) throws IOException {
        var receipt = new LinkedHashMap<String, Object>();
        receipt.put("shown", Map.of("title", "Improve our models"));
        receipt.put(
                "proof",
                Map.of("encoding", encoding, "nonce", Base64.getEncoder().encodeToString(nonce), "tlogProof", proof));
        return Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(receipt));
    }

    static Path checkpoint(Path file, TestLog log, int size) throws IOException {
        return Files.writeString(file, log.cosigned(size).toString());
    }
}
