package ai.datacontrols.accesslog;

import ai.datacontrols.ledger.chain.CanonicalEncoding;
import ai.datacontrols.ledger.chain.Salted;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The text that a staff member entered for an access, outside the hashes, so that it can be erased. */
@Entity
@Immutable
@Table(name = "support_read_words")
@IdClass(AccessLogEntry.Key.class)
public class AccessLogDetails extends PanacheEntityBase {

    /**
     * Selects the texts of accesses to an account (the third parameter) and of searches that found it. Searches before
     * migration V23 have no list of accounts: those by the account's id or present e-mail address are selected.
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

    /** Prevents guessing a short reason from its hash. */
    public byte[] salt;

    public String reason;

    /** The search term, or the query about the account; null for neither. */
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

    public static void erase(UUID account, String email) {
        delete(ABOUT, account.toString(), email == null ? "" : email.toLowerCase(Locale.ROOT), account);
    }

    public byte[] hash() {
        return Salted.hash(salt, new CanonicalEncoding().add("reason", reason).add("subject", subject));
    }
}
