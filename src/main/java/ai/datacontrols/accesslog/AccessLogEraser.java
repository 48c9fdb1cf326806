package ai.datacontrols.accesslog;

import ai.datacontrols.ledger.PersonalDataStore;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Erases what staff wrote about an account, and the name in the account's own accesses if the person is a staff member. */
@Singleton
class AccessLogEraser implements PersonalDataStore {

    @Override
    public void erase(UUID account, String email) {
        AccessLogDetails.erase(account, email);
        AccessLogName.delete("staff", account);
    }
}
