package ai.datacontrols.policy;

import ai.datacontrols.policy.rules.Policy;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Policy versions for tests. */
public final class Versions {

    private Versions() {}

    /** Returns the published first version. */
    static PolicyTimeline published() {
        return new PolicyTimeline(List.of(version("/policy/1.json")));
    }

    /** Returns the published first version until an instant, and a second one from then on. */
    public static PolicyTimeline secondFrom(Instant inForceFrom) {
        var second = version("/second-version.json");
        return new PolicyTimeline(List.of(
                version("/policy/1.json"),
                new Policy(second.version(), inForceFrom, second.textVersion(), second.products(), second.rules())));
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
