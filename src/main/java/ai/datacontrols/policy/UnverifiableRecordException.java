package ai.datacontrols.policy;

import java.util.UUID;

/** The stored record of an account fails verification, so no state of the account is known. */
public class UnverifiableRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnverifiableRecordException(UUID account) {
        super("the record of account " + account + " can't be verified");
    }
}
