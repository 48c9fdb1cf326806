package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import ai.datacontrols.ledger.store.LedgerEntry.Kind;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.NoticePlace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Maps rows of {@code ledger_entry} to entries and back. The only list of the table's columns. */
final class LedgerEntryMapper {

    static final String EVENT_COLUMNS = """
            sequence, kind, product, plan, happened_at, actor, surface, policy_version, text_version, language, started_at, ended_at,
              revision, notice_place, notice_version, notice_plan""";

    static final String COLUMNS =
            "account, recorded_at, request_id, evidence, requested_by, global_privacy_control, chain_key,"
                    + " previous_hash, hash, " + EVENT_COLUMNS;

    static final String INSERT = "insert into ledger_entry (" + COLUMNS + """
            )
            values (:account, :recordedAt, :requestId, :evidence, :requestedBy, :privacyControl, :chainKey, :previousHash, :hash,
              :sequence, :kind, :product, :plan, :happenedAt, :actor, :surface, :policyVersion, :textVersion, :language, :startedAt,
              :endedAt, :revision, :noticePlace, :noticeVersion, :noticePlan)""";

    private LedgerEntryMapper() {}

    static LedgerEntry entry(ResultSet row) throws SQLException {
        var entry = ofEvent(row);
        entry.account = row.getObject("account", UUID.class);
        entry.recordedAt = instant(row, "recorded_at");
        entry.requestId = row.getObject("request_id", UUID.class);
        entry.evidence = row.getString("evidence");
        entry.requestedBy = row.getString("requested_by");
        entry.globalPrivacyControl = row.getObject("global_privacy_control", Boolean.class);
        entry.chainKey = row.getInt("chain_key");
        entry.previousHash = row.getBytes("previous_hash");
        entry.hash = row.getBytes("hash");
        return entry;
    }

    /** Returns the entry of a row; empty if the row has a value that no entry has, so that it can't have been written here. */
    static Optional<LedgerEntry> readable(ResultSet row) throws SQLException {
        try {
            var entry = entry(row);
            entry.toEvent();
            return Optional.of(entry);
        } catch (IllegalArgumentException | NullPointerException | ArithmeticException | DateTimeException forged) {
            return Optional.empty();
        }
    }

    private static LedgerEntry ofEvent(ResultSet row) throws SQLException {
        var entry = new LedgerEntry();
        entry.sequence = row.getLong("sequence");
        // throws for a kind of a later release: a history with an entry left out could permit too much
        entry.kind = Kind.valueOf(row.getString("kind"));
        entry.product = row.getString("product");
        entry.plan = row.getString("plan");
        entry.happenedAt = instant(row, "happened_at");
        entry.actor = Actor.valueOf(row.getString("actor"));
        entry.channel = Channel.valueOf(row.getString("surface"));
        entry.policyVersion = row.getString("policy_version");
        entry.textVersion = row.getString("text_version");
        entry.language = row.getString("language");
        entry.startedAt = instant(row, "started_at");
        entry.endedAt = instant(row, "ended_at");
        entry.revision = row.getObject("revision", Long.class);
        var noticePlace = row.getString("notice_place");
        entry.noticePlace = noticePlace == null ? null : NoticePlace.valueOf(noticePlace);
        entry.noticeVersion = row.getString("notice_version");
        entry.noticePlan = row.getString("notice_plan");
        return entry;
    }

    static Map<String, Object> values(LedgerEntry entry) {
        var values = new HashMap<String, Object>();
        values.put("account", entry.account);
        values.put("sequence", entry.sequence);
        values.put("kind", entry.kind.name());
        values.put("product", entry.product);
        values.put("plan", entry.plan);
        values.put("happenedAt", entry.happenedAt);
        values.put("recordedAt", entry.recordedAt);
        values.put("actor", entry.actor.name());
        values.put("surface", entry.channel.name());
        values.put("policyVersion", entry.policyVersion);
        values.put("textVersion", entry.textVersion);
        values.put("language", entry.language);
        values.put("noticePlace", entry.noticePlace == null ? null : entry.noticePlace.name());
        values.put("noticeVersion", entry.noticeVersion);
        values.put("noticePlan", entry.noticePlan);
        values.put("requestId", entry.requestId);
        values.put("evidence", entry.evidence);
        values.put("startedAt", entry.startedAt);
        values.put("endedAt", entry.endedAt);
        values.put("revision", entry.revision);
        values.put("requestedBy", entry.requestedBy);
        values.put("privacyControl", entry.globalPrivacyControl);
        values.put("chainKey", entry.chainKey);
        values.put("previousHash", entry.previousHash);
        values.put("hash", entry.hash);
        return values;
    }
}
