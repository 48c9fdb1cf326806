package ai.datacontrols.accesslog;

import ai.datacontrols.ledger.chain.CanonicalEncoding;
import ai.datacontrols.ledger.chain.Salted;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The name of a staff member at the time of an access. It is erased with the staff member's own account. */
@Entity
@Immutable
@Table(name = "support_read_name")
@IdClass(AccessLogEntry.Key.class)
public class AccessLogName extends PanacheEntityBase {

    @Id
    public UUID staff;

    @Id
    public long sequence;

    public byte[] salt;

    public String name;

    static AccessLogName of(SupportAccess access, long sequence) {
        if (access.staffName() == null) {
            return null;
        }
        var name = new AccessLogName();
        name.staff = access.staff();
        name.sequence = sequence;
        name.salt = Salted.salt();
        name.name = access.staffName();
        return name;
    }

    public byte[] hash() {
        return Salted.hash(salt, new CanonicalEncoding().add("name", name));
    }
}
