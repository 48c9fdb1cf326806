package ai.datacontrols.settings.receipts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The published schema of receipts. Also the source of the JSON-LD context of every receipt, so that both always match. */
final class ReceiptSchema {

    static final String PATH = "/schemas/receipt-2.json";

    static final JsonNode CONTEXT = read().at("/properties/@context/const");

    private ReceiptSchema() {}

    private static JsonNode read() {
        try (var schema =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/resources" + PATH)) {
            return new ObjectMapper().readTree(schema);
        } catch (IOException e) {
            throw new UncheckedIOException("failed to read the schema of receipts", e);
        }
    }
}
