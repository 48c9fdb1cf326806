package ai.datacontrols.ledger;

import ai.datacontrols.database.DatabaseClock;
import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.store.AccountHead;
import ai.datacontrols.ledger.store.ConsentProjection;
import ai.datacontrols.policy.PolicyTimeline;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * Updates the stored projection to the policy version in force. Reads don't depend on it: they apply the versions that
 * came into force since a row was folded. Can be interrupted and run again. Skips rows without a valid seal.
 */
@ApplicationScoped
public class PolicyActivation {

    private final PolicyTimeline timeline;
    private final DatabaseClock clock;
    private final Jdbc jdbc;
    private final Chain chain;
    private final int accountsAtOnce;

    @Inject
    PolicyActivation(PolicyTimeline timeline, DatabaseClock clock, Jdbc jdbc, Chain chain) {
        // a choice waits while the transaction holds its account lock, so that must be short
        this(timeline, clock, jdbc, chain, 500);
    }

    PolicyActivation(PolicyTimeline timeline, DatabaseClock clock, Jdbc jdbc, Chain chain, int accountsAtOnce) {
        this.timeline = timeline;
        this.clock = clock;
        this.jdbc = jdbc;
        this.chain = chain;
        this.accountsAtOnce = accountsAtOnce;
    }

    /** Updates every outdated row, and returns how many were changed. */
    public long run() {
        return runAfter(null);
    }

    long runAfter(UUID account) {
        if (isFirstVersionInForce()) {
            return 0; // the first version has no start, so no row can be older
        }
        var changed = 0L;
        for (var some = accountsAfter(account); !some.isEmpty(); some = accountsAfter(some.get(some.size() - 1))) {
            changed += foldInOneTransaction(some);
        }
        return changed;
    }

    private boolean isFirstVersionInForce() {
        var inForce = QuarkusTransaction.requiringNew().call(() -> timeline.at(clock.now()));
        return inForce.equals(timeline.versions().get(0));
    }

    private List<UUID> accountsAfter(UUID last) {
        return jdbc.call(
                "failed to read accounts", connection -> AccountHead.accountsAfter(connection, last, accountsAtOnce));
    }

    private int foldInOneTransaction(List<UUID> accounts) {
        return QuarkusTransaction.requiringNew().call(() -> fold(accounts));
    }

    private int fold(List<UUID> accounts) {
        var inForceFrom = timeline.at(clock.now()).inForceFrom();
        return jdbc.call("failed to update the projection", connection -> {
            var outdated = ConsentProjection.accountsOutdated(connection, chain, accounts, inForceFrom);
            AccountHead.lock(connection, outdated);
            // read only under the account locks, to include choices committed meanwhile
            var rows = ConsentProjection.outdated(connection, chain, outdated, inForceFrom);
            rows.values().forEach(ofAccount -> ofAccount.replaceAll(last -> last.asOf(inForceFrom, timeline)));
            ConsentProjection.upsert(connection, chain, rows);
            return rows.values().stream().mapToInt(List::size).sum();
        });
    }
}
