package ai.datacontrols.ledger;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** What a staff member was called when they looked. It is erased with the staff member's own account, and the chain stays whole. */
@Entity
@Immutable
@Table(name = "support_read_name")
@IdClass(SupportRead.Key.class)
public class SupportReadName extends PanacheEntityBase {

    @Id
    public UUID staff;

    @Id
    public long sequence;

    public byte[] salt;

    public String name;

    /** Returns null where the name is not known. */
    static SupportReadName of(SupportLook look, long sequence) {
        if (look.staffName() == null) {
            return null;
        }
        var name = new SupportReadName();
        name.staff = look.staff();
        name.sequence = sequence;
        name.salt = Salted.salt();
        name.name = look.staffName();
        return name;
    }

    byte[] hash() {
        return Salted.hash(salt, new CanonicalForm().add("name", name));
    }
}
