package ai.datacontrols.parts;

import static org.awaitility.Awaitility.await;

import ai.datacontrols.demo.OneTimeCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * One-time codes that have not been used: the realm accepts each once. Keycloak accepts the codes of three periods at a time,
 * so a staff member can sign in three times within 30 seconds; a fourth time waits for the next period.
 */
public final class UnusedCodes {

    private static final Map<String, Set<Long>> USED = new HashMap<>();

    private UnusedCodes() {}

    /** Returns a code for this secret that no test has used yet. */
    public static synchronized String next(String secret) {
        Set<Long> used = USED.computeIfAbsent(secret, any -> new HashSet<>());
        long period = await().atMost(Duration.ofSeconds(40))
                .until(() -> firstUnused(used), OptionalLong::isPresent)
                .getAsLong();
        used.add(period);
        return OneTimeCode.of(secret, period);
    }

    private static OptionalLong firstUnused(Set<Long> used) {
        long now = OneTimeCode.currentPeriod();
        return LongStream.of(now, now + 1, now - 1)
                .filter(period -> !used.contains(period))
                .findFirst();
    }
}
