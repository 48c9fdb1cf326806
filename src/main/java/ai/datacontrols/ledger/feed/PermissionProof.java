package ai.datacontrols.ledger.feed;

import java.time.Instant;
import java.util.List;

/** Derives permissions from verified entries, for stored ones whose seal is missing or wrong. */
public interface PermissionProof {

    /**
     * Returns the permission for each stored one, in their order, as of the instant or of the last entry if that is
     * later; one without use for an account whose entries can't be verified.
     */
    List<Permission> prove(List<Permission> stored, Instant at);
}
