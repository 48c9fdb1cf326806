package ai.datacontrols.ledger;

import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Policy;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;

/** Loads the policy versions published with this build: {@code policy/1.json}, {@code policy/2.json} and so on. */
public class PolicyLoader {

    @Produces
    @Singleton
    PolicyTimeline timeline() {
        return load();
    }

    public static PolicyTimeline load() {
        var json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
        var versions = new ArrayList<Policy>();
        for (var number = 1; ; number++) {
            try (var document = document(number)) {
                if (document == null) {
                    return new PolicyTimeline(versions);
                }
                versions.add(json.readValue(document, Policy.class));
            } catch (IOException e) {
                throw new UncheckedIOException("policy version " + number + " can't be read", e);
            }
        }
    }

    private static InputStream document(int number) {
        return Thread.currentThread().getContextClassLoader().getResourceAsStream("policy/" + number + ".json");
    }
}
