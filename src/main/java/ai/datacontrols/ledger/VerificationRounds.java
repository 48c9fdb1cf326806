package ai.datacontrols.ledger;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.store.VerificationRound;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@Singleton
public class VerificationRounds {

    private final Jdbc jdbc;

    VerificationRounds(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    public VerificationRound read() {
        return jdbc.call("failed to read the round of verification", VerificationRound::read);
    }

    /** Takes the round's lock until the caller's transaction ends; empty if another instance has it. */
    public Optional<VerificationRound> tryLock() {
        return jdbc.call("failed to lock the round of verification", VerificationRound::tryLock);
    }

    public void advance(UUID position, int accounts) {
        jdbc.call("failed to store the position of the verification", connection -> {
            VerificationRound.advance(connection, position, accounts);
            return null;
        });
    }

    public void complete(Instant at) {
        jdbc.call("failed to complete the round of verification", connection -> {
            VerificationRound.complete(connection, at);
            return null;
        });
    }
}
