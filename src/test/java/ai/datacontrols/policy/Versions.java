package ai.datacontrols.policy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Policy versions for tests of the pure core. */
final class Versions {

    private Versions() {}

    /** The published first version alone. */
    static PolicyTimeline published() {
        return new PolicyTimeline(List.of(version("/policy/1.json")));
    }

    static Policy version(String document) {
        var json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
        try (var stream = Versions.class.getResourceAsStream(document)) {
            return json.readValue(stream, Policy.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
