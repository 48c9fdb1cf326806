package ai.datacontrols.ledger;

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
@IdClass(SupportRead.Key.class)
public class SupportReadWords extends PanacheEntityBase {

    /**
     * What was written for looks at an account (the third parameter) and for searches that found it. Searches of versions before V23
     * don't say what they found: those by its id or its present e-mail address.
     */
    private static final String ABOUT = """
            from SupportReadWords words where lower(words.subject) in (?1, ?2)
              or exists (select 1 from SupportRead read
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

    static SupportReadWords of(SupportLook look, long sequence) {
        var words = new SupportReadWords();
        words.staff = look.staff();
        words.sequence = sequence;
        words.salt = Salted.salt();
        words.reason = look.reason();
        words.subject = look.subject();
        return words;
    }

    /** Forgets what was written for looks at an account, and for searches that found it. */
    static void forget(UUID account, String email) {
        delete(ABOUT, account.toString(), email == null ? "" : email.toLowerCase(Locale.ROOT), account);
    }

    byte[] hash() {
        return Salted.hash(salt, new CanonicalForm().add("reason", reason).add("subject", subject));
    }
}
