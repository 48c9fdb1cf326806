package ai.datacontrols.proof.store;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.PersonalDataStore;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Erases the secret of an account, after which its leaves can no longer be related to it. */
@Singleton
class LogSecretEraser implements PersonalDataStore {

    private final Jdbc jdbc;

    LogSecretEraser(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(UUID account, String email) {
        jdbc.call("failed to erase a secret of the log", connection -> {
            LogRows.deleteSecret(connection, account);
            return null;
        });
    }
}
