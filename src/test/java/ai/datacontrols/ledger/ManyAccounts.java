package ai.datacontrols.ledger;

import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.ChainHead;
import ai.datacontrols.ledger.chain.Keys;
import ai.datacontrols.ledger.chain.Seal;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.policy.EventMetadata;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.postgresql.PGConnection;

/** Writes many accounts on the plan Free of le Chat, with hashes and seals, but without the ledger's statements. */
public final class ManyAccounts {

    private static final String CHAT = "le-chat";

    private final Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final Chain chain;
    private final String prefix;
    private final long accounts;

    private ManyAccounts(String prefix, long accounts) {
        var key = TestServices.settingsOfReplicas().get("data-controls.ledger.chain-key");
        this.chain = Keys.chain(1, Map.of(1, Base64.getDecoder().decode(key)));
        this.prefix = prefix;
        this.accounts = accounts;
    }

    /** @param prefix all but the last twelve digits of the accounts' ids */
    public static void write(String prefix, long accounts) {
        var many = new ManyAccounts(prefix, accounts);
        many.copy("account_head (account, last_sequence, last_hash, last_at, products, seal)", many::head);
        many.copy("""
                ledger_entry (account, sequence, kind, product, plan, happened_at, recorded_at, actor, surface, previous_hash,
                  hash)""", many::entryLine);
        many.copy("""
                current_permission (account, product, plan, plan_entry, plan_at, usable_since, usable_since_entry, standing_at,
                  seal)""", many::permission);
        Tampering.with("vacuum analyze");
    }

    /** Removes them. */
    public static void remove(String prefix) {
        Tampering.with(
                "delete from current_permission where account::text like '" + prefix + "%'",
                "delete from ledger_entry where account::text like '" + prefix + "%'",
                "delete from account_head where account::text like '" + prefix + "%'");
    }

    private LedgerEntry entry(UUID account) {
        var metadata = new EventMetadata(1, at, Actor.BILLING, Channel.API, null);
        var entry = LedgerEntry.from(new PlanStarted(metadata, CHAT, "free"), account, at);
        entry.chainKey = 1;
        entry.previousHash = new byte[0];
        entry.hash = chain.hash(entry);
        return entry;
    }

    private String head(UUID account) {
        var head = new ChainHead();
        head.advance(entry(account), at);
        var seal = chain.seal(1, Seal.head(account, head, null, List.of(CHAT)));
        return line(account, 1, head.lastHash, at, "{" + CHAT + "}", seal);
    }

    private String entryLine(UUID account) {
        var entry = entry(account);
        return line(account, 1, "PLAN_STARTED", CHAT, "free", at, at, "BILLING", "API", entry.previousHash, entry.hash);
    }

    private String permission(UUID account) {
        var started = new EntryRef(1, at);
        var state = new ConsentState(CHAT, "free", started, null, null, at, started, at);
        return line(account, CHAT, "free", 1, at, at, 1, at, chain.seal(1, Seal.permission(account, state)));
    }

    private void copy(String table, Function<UUID, String> line) {
        try (var connection = DriverManager.getConnection(TestServices.superuserJdbcUrl())) {
            var rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin");
            for (var n = 1L; n <= accounts; n++) {
                var bytes = line.apply(UUID.fromString(prefix + String.format("%012x", n)))
                        .getBytes(StandardCharsets.UTF_8);
                rows.writeToCopy(bytes, 0, bytes.length);
            }
            rows.endCopy();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(Object... values) {
        var line = new StringBuilder();
        for (Object value : values) {
            line.append(line.isEmpty() ? "" : "\t");
            line.append(value instanceof byte[] bytes ? "\\\\x" + HexFormat.of().formatHex(bytes) : value);
        }
        return line.append('\n').toString();
    }
}
