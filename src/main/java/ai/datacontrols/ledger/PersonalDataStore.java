package ai.datacontrols.ledger;

import java.util.UUID;

/** Personal data about accounts that is stored outside the ledger and erased together with the account. */
public interface PersonalDataStore {

    /**
     * Erases what is stored about an account, in the transaction of the erasure and under the account lock.
     *
     * @param email the address in the profile of the account, or null
     */
    void erase(UUID account, String email);
}
