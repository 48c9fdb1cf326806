package ai.datacontrols.accesslog;

import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.ledger.chain.Chain;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Moves staff accesses to another time, as if they had been recorded then: the chain still verifies. */
@Singleton
public class PastAccesses {

    private final Chain chain;

    PastAccesses(Chain chain) {
        this.chain = chain;
    }

    /** @param to maps the instant of each access of the staff member */
    public void move(UUID staff, UnaryOperator<Instant> to) {
        var accesses = QuarkusTransaction.requiringNew().call(() -> AccessLogEntry.after(staff, 0, 1_000));
        var statements = new ArrayList<String>();
        var hex = HexFormat.of();
        var previous = new byte[0];
        for (var access : accesses) {
            access.recordedAt = to.apply(access.recordedAt);
            access.previousHash = previous;
            access.hash = chain.hash(access);
            previous = access.hash;
            statements.add(
                    "update support_read set recorded_at = '%s', previous_hash = '\\x%s', hash = '\\x%s' where staff = '%s' and sequence = %d"
                            .formatted(
                                    access.recordedAt,
                                    hex.formatHex(access.previousHash),
                                    hex.formatHex(access.hash),
                                    staff,
                                    access.sequence));
        }
        statements.add("update support_head set last_hash = '\\x%s' where staff = '%s'"
                .formatted(hex.formatHex(previous), staff));
        Tampering.with(statements.toArray(String[]::new));
    }
}
