package ai.datacontrols.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.EventMetadata;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The encoding that is hashed never changes for stored entries. */
class ChainTest {

    private static final UUID ACCOUNT = UUID.fromString("d47ac000-0000-4000-8000-000000000001");
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");

    private final Chain chain = Keys.chain(1, Map.of(1, new byte[32]));

    @Test
    void entriesWithoutEvidenceKeepTheHashOfEarlierVersions() {
        assertThat(hash(entry(null))).isEqualTo("a8231b8525b03b5e324e0b694c619b6f6cf5d48757dca77e0d3fe40927ee8d63");
    }

    @Test
    void evidenceIsPartOfTheHash() {
        assertThat(hash(entry("a letter")))
                .isEqualTo("6e27307a5885e6ef8565dd29e93c7da94f4bd6f9f0570b67b8ed0a3ab642783a");
    }

    @Test
    void theHashCoversThePrivacySignal() {
        var without = entry(null);
        var with = entry(null);
        with.globalPrivacyControl = true;

        assertThat(hash(with)).isNotEqualTo(hash(without));
        assertThat(with.hashedText()).endsWith("global_privacy_control 4 trueprevious_hash 0 ");
    }

    @Test
    void theNumberOfALaterKeyIsPartOfTheHash() {
        var first = entry(null);
        var second = entry(null);
        second.chainKey = 2;

        // one key under two numbers, which the startup validation rejects
        var same = Keys.chain(2, Map.of(1, new byte[32], 2, new byte[32]));

        assertThat(same.hash(second)).isNotEqualTo(same.hash(first));
        assertThat(second.hashedText()).endsWith("chain_key 1 2previous_hash 0 ");
    }

    private static LedgerEntry entry(String evidence) {
        var metadata = new EventMetadata(1, AT, Actor.OPERATOR, Channel.FIRST_LOAD, null);
        var entry = LedgerEntry.from(new PlanStarted(metadata, "le-chat", "free"), ACCOUNT, AT);
        entry.chainKey = 1;
        entry.previousHash = new byte[0];
        entry.evidence = evidence;
        return entry;
    }

    private String hash(LedgerEntry entry) {
        return HexFormat.of().formatHex(chain.hash(entry));
    }
}
