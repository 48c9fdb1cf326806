package ai.datacontrols.replicas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** The results of the runs with SIGKILL, one line each. */
final class Figures {
    private static final Path FILE = Path.of("target", "figures", "kills.txt");

    private int rounds;
    private long inFlight;
    private Duration longestRecovery = Duration.ZERO;

    static void clear() throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.deleteIfExists(FILE);
    }

    void killed(long clicksInFlight) {
        rounds++;
        inFlight += clicksInFlight;
    }

    void recovered(Duration duration) {
        longestRecovery = duration.compareTo(longestRecovery) > 0 ? duration : longestRecovery;
    }

    void say(String what, Aftermath aftermath) throws IOException {
        var line = ("%s: %d rounds, %d choices acknowledged, %d in flight at SIGKILL, %d never acknowledged of which "
                        + "%d are stored, %d acknowledged ones lost; all clients saved again within %.1f s")
                .formatted(
                        what,
                        rounds,
                        aftermath.acknowledged().size(),
                        inFlight,
                        aftermath.unanswered().size(),
                        aftermath.keptUnanswered().size(),
                        aftermath.lost().size(),
                        longestRecovery.toMillis() / 1000.0);
        System.out.println(line);
        Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
