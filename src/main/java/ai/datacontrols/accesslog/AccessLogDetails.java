package ai.datacontrols.accesslog;

import ai.datacontrols.ledger.Salted;
import ai.datacontrols.ledger.chain.CanonicalEncoding;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** What a staff member wrote when they looked. It may name a person and can be erased, and the chain of reads stands. */
@Entity
@Immutable
@Table(name = "support_read_words")
@IdClass(AccessLogEntry.Key.class)
public class AccessLogDetails extends PanacheEntityBase {

    /**
     * What was written for looks at an account (the third parameter) and for searches that found it. Searches of versions before V23
     * don't say what they found: those by its id or its present e-mail address.
     */
    private static final String ABOUT = """
            from AccessLogDetails words where lower(words.subject) in (?1, ?2)
              or exists (select 1 from AccessLogEntry read
                where read.staff = words.staff and read.sequence = words.sequence
                  and (read.account = ?3 or array_contains(read.found, ?3)))""";

    @Id
    public UUID staff;

    @Id
    public long sequence;

    /** Without it, nobody can find out by trying what a short reason was. */
    public byte[] salt;

    public String reason;

    /** What was searched for, or what was asked about the account; null for neither. */
    public String subject;

    static AccessLogDetails of(SupportAccess access, long sequence) {
        var details = new AccessLogDetails();
        details.staff = access.staff();
        details.sequence = sequence;
        details.salt = Salted.salt();
        details.reason = access.reason();
        details.subject = access.subject();
        return details;
    }

    /** Forgets what was written for looks at an account, and for searches that found it. */
    public static void erase(UUID account, String email) {
        delete(ABOUT, account.toString(), email == null ? "" : email.toLowerCase(Locale.ROOT), account);
    }

    public byte[] hash() {
        return Salted.hash(salt, new CanonicalEncoding().add("reason", reason).add("subject", subject));
    }
}
