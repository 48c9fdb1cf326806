package ai.datacontrols.accesslog;

import ai.datacontrols.ledger.chain.CanonicalEncoding;
import ai.datacontrols.ledger.chain.ChainedRow;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;

/** A stored staff access: who, when, which account, which page. The reason is in {@link AccessLogDetails}. */
@Entity
@Immutable
@Table(name = "support_read")
@IdClass(AccessLogEntry.Key.class)
public class AccessLogEntry extends PanacheEntityBase implements ChainedRow {

    public enum View {
        SEARCH,
        ACCOUNT
    }

    /** Converts a text that is no view to null, so that its entry fails verification like any other forged one. */
    @Converter
    public static class ViewConverter implements AttributeConverter<View, String> {

        private static final Set<String> VIEWS =
                Arrays.stream(View.values()).map(View::name).collect(Collectors.toSet());

        @Override
        public String convertToDatabaseColumn(View view) {
            return view == null ? null : view.name();
        }

        @Override
        public View convertToEntityAttribute(String stored) {
            return VIEWS.contains(stored) ? View.valueOf(stored) : null;
        }
    }

    /** Identifies an access by staff member and sequence number. */
    public record Key(UUID staff, long sequence) {}

    @Id
    public UUID staff;

    @Id
    public long sequence;

    @Column(name = "recorded_at")
    public Instant recordedAt;

    @Convert(converter = ViewConverter.class)
    public View view;

    public UUID account;

    /** The past instant that was shown; null for the present. */
    @Column(name = "as_of")
    public Instant asOf;

    /** The accounts that a search found; null for other views, and for searches recorded before V23. */
    public UUID[] found;

    @Column(name = "words_hash")
    public byte[] wordsHash;

    /** Hash of the {@link AccessLogName}; null if the name was unknown, or not stored yet. */
    @Column(name = "name_hash")
    public byte[] nameHash;

    @Column(name = "chain_key")
    public int chainKey;

    @Column(name = "previous_hash")
    public byte[] previousHash;

    public byte[] hash;

    static AccessLogEntry of(
            SupportAccess access, List<UUID> found, AccessLogDetails details, AccessLogName name, Instant now) {
        var entry = new AccessLogEntry();
        entry.staff = access.staff();
        entry.sequence = details.sequence;
        entry.recordedAt = now;
        entry.view = access.view();
        entry.account = access.account();
        entry.asOf = access.asOf() == null ? null : access.asOf().truncatedTo(ChronoUnit.MICROS);
        entry.found = found == null ? null : found.toArray(UUID[]::new);
        entry.wordsHash = details.hash();
        entry.nameHash = name == null ? null : name.hash();
        return entry;
    }

    public static List<AccessLogEntry> after(UUID staff, long sequence, int limit) {
        return AccessLogEntry.<AccessLogEntry>find("staff = ?1 and sequence > ?2", Sort.by("sequence"), staff, sequence)
                .page(0, limit)
                .list();
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public byte[] previousHash() {
        return previousHash;
    }

    @Override
    public byte[] hash() {
        return hash;
    }

    @Override
    public int chainKey() {
        return chainKey;
    }

    @Override
    public Instant recordedAt() {
        return recordedAt;
    }

    @Override
    public CanonicalEncoding encoding() {
        return new CanonicalEncoding()
                .add("staff", staff)
                .add("sequence", sequence)
                .add("recorded_at", recordedAt)
                .add("view", view)
                .add("account", account)
                .add("as_of", asOf)
                .add("words_hash", HexFormat.of().formatHex(wordsHash))
                .add("found", found == null ? null : Arrays.toString(found))
                .add("name_hash", nameHash == null ? null : HexFormat.of().formatHex(nameHash));
    }
}
