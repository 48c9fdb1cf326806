package ai.datacontrols.ledger.store;

import ai.datacontrols.ledger.chain.ChainPosition;
import ai.datacontrols.policy.FoldedHistory;
import ai.datacontrols.policy.ResumableFold;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.UUID;

/**
 * Verified folds of accounts with long histories (ADR 32). A fold is used only if the entries read now continue its
 * chain up to the head, so it can't be newer or other than what is stored.
 */
final class FoldCache {

    /** The number of entries from which on an account is cached. Below it, verifying all of them costs less than 0.1 ms. */
    static final int LONG = 100;

    /** At some 2 KB each. */
    private static final int MOST_ACCOUNTS = 1_000;

    private final Cache<UUID, Fold> folds =
            Caffeine.newBuilder().maximumSize(MOST_ACCOUNTS).build();

    /**
     * A fold and the entry that it ends with.
     *
     * @param history not changed any more
     */
    record Fold(ChainPosition end, FoldedHistory history) {}

    /** Returns the fold of an account that a reader can resume. */
    Optional<Fold> find(UUID account, ResumableFold reader) {
        return Optional.ofNullable(folds.getIfPresent(account)).filter(fold -> reader.canResume(fold.history()));
    }

    void put(UUID account, Fold fold) {
        folds.put(account, fold);
    }

    void remove(UUID account) {
        folds.invalidate(account);
    }
}
