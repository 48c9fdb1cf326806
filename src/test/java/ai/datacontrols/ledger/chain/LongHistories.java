package ai.datacontrols.ledger.chain;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.store.AccountHead;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.EventMetadata;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.rules.Choice;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Writes long histories fast: with the ledger's own chain, but in batches. */
@Singleton
public class LongHistories {

    private static final NoticeShown SHOWN = new NoticeShown("1", "1", "en");

    private final Chain chain;
    private final Jdbc jdbc;
    private final Ledger ledger;

    LongHistories(Chain chain, Jdbc jdbc, Ledger ledger) {
        this.chain = chain;
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    /**
     * Writes the plan Free on le Chat, then alternating opt-outs and opt-ins one second apart, the last one a day ago.
     *
     * @return the instant of the first event
     */
    public Instant ofChoices(UUID account, int entries) {
        var first = Instant.now()
                .truncatedTo(ChronoUnit.MICROS)
                .minus(Duration.ofDays(1))
                .minusSeconds(entries);
        LongFunction<AccountEvent> event = sequence -> {
            var at = first.plusSeconds(sequence - 1);
            return sequence == 1
                    ? new PlanStarted(new EventMetadata(1, at, Actor.BILLING, Channel.API, null), "le-chat", "free")
                    : new ChoiceMade(
                            new EventMetadata(sequence, at, Actor.DATA_SUBJECT, Channel.SETTINGS_PAGE, SHOWN),
                            "le-chat",
                            sequence % 2 == 0 ? Choice.OPTED_OUT : Choice.OPTED_IN);
        };
        write(account, LongStream.rangeClosed(1, entries).mapToObj(event).iterator());
        return first;
    }

    /** @param events in order of sequence and, for each product, of time, from sequence 1 on */
    public void write(UUID account, Iterator<AccountEvent> events) {
        QuarkusTransaction.requiringNew().timeout(600).run(() -> {
            var head = ledger.lock(account);
            jdbc.call("a long history can't be written", connection -> {
                try (var sql = connection.prepareStatement("""
                        insert into ledger_entry (account, sequence, kind, product, plan, happened_at, recorded_at, actor, surface,
                          policy_version, text_version, language, started_at, ended_at, revision, chain_key, previous_hash, hash)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
                    while (events.hasNext()) {
                        add(sql, entry(account, head, events.next()));
                        if (head.lastSequence % 1_000 == 0) {
                            sql.executeBatch();
                        }
                    }
                    sql.executeBatch();
                }
                try (var sql = connection.prepareStatement(
                        "update account_head set last_sequence = ?, last_hash = ?, last_key = ?, last_at = ? where account = ?")) {
                    set(sql, head.lastSequence, head.lastHash, head.lastKey, head.lastAt, account);
                    sql.executeUpdate();
                }
                return null;
            });
        });
        ledger.rebuild(account);
    }

    private LedgerEntry entry(UUID account, AccountHead head, AccountEvent event) {
        var at = event.metadata().at();
        var entry = LedgerEntry.from(event, account, at.isAfter(head.lastAt) ? at : head.nextAt(at));
        entry.chainKey = chain.keyAfter(head);
        entry.previousHash = head.lastHash;
        entry.hash = chain.hash(entry);
        head.advance(entry, entry.recordedAt);
        return entry;
    }

    private static void add(java.sql.PreparedStatement sql, LedgerEntry entry) throws SQLException {
        set(
                sql,
                entry.account,
                entry.sequence,
                entry.kind.name(),
                entry.product,
                entry.plan,
                entry.happenedAt,
                entry.recordedAt,
                entry.actor.name(),
                entry.channel.name(),
                entry.policyVersion,
                entry.textVersion,
                entry.language,
                entry.startedAt,
                entry.endedAt,
                entry.revision,
                entry.chainKey,
                entry.previousHash,
                entry.hash);
        sql.addBatch();
    }

    private static void set(java.sql.PreparedStatement sql, Object... values) throws SQLException {
        for (var place = 0; place < values.length; place++) {
            var value = values[place];
            if (value == null) {
                sql.setNull(place + 1, java.sql.Types.NULL);
            } else {
                sql.setObject(place + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
            }
        }
    }
}
