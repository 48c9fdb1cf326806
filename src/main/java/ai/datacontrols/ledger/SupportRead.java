package ai.datacontrols.ledger;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One look of a staff member, as it is stored: who, when, whom, and what. Why is beside it, in {@link SupportReadWords}. */
@Entity
@Immutable
@Table(name = "support_read")
@IdClass(SupportRead.Key.class)
public class SupportRead extends PanacheEntityBase implements Link {

    /** What was looked at. */
    public enum View {
        /** Somebody was looked for. */
        SEARCH,
        /** An account was shown. */
        ACCOUNT
    }

    /** A read is named by who did it and its place among theirs. */
    public record Key(UUID staff, long sequence) {}

    @Id
    public UUID staff;

    @Id
    public long sequence;

    @Column(name = "recorded_at")
    public Instant recordedAt;

    @Enumerated(EnumType.STRING)
    public View view;

    /** Whose account was shown; null for a search. */
    public UUID account;

    /** The past moment that was looked at; null for the present. */
    @Column(name = "as_of")
    public Instant asOf;

    /** The accounts that a search found; null for other views, and for searches recorded before V23. */
    public UUID[] found;

    @Column(name = "words_hash")
    public byte[] wordsHash;

    /** Hash of the {@link SupportReadName}; null where the name was not known, or not kept yet. */
    @Column(name = "name_hash")
    public byte[] nameHash;

    /** The number of the key that the hash was made under. */
    @Column(name = "chain_key")
    public int chainKey;

    @Column(name = "previous_hash")
    public byte[] previousHash;

    public byte[] hash;

    /**
     * @param found the accounts that a search found; null for other views
     * @param name null where it is not known
     */
    static SupportRead of(
            SupportLook look, List<UUID> found, SupportReadWords words, SupportReadName name, Instant now) {
        var read = new SupportRead();
        read.staff = look.staff();
        read.sequence = words.sequence;
        read.recordedAt = now;
        read.view = look.view();
        read.account = look.account();
        read.asOf = look.asOf() == null ? null : look.asOf().truncatedTo(ChronoUnit.MICROS);
        read.found = found == null ? null : found.toArray(UUID[]::new);
        read.wordsHash = words.hash();
        read.nameHash = name == null ? null : name.hash();
        return read;
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
    public CanonicalForm form() {
        return new CanonicalForm()
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
