package ai.datacontrols.accesslog;

import ai.datacontrols.ledger.chain.ChainHead;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;

/** The end of the chain of one staff member's reads. */
@Entity
@Table(name = "support_head")
public class AccessLogHead extends ChainHead {

    @Id
    public UUID staff;

    /** Returns every staff member with recorded accesses. */
    public static List<UUID> allStaff() {
        return AccessLogHead.<AccessLogHead>streamAll().map(head -> head.staff).toList();
    }

    /** Takes the row lock of the staff member's chain. */
    static AccessLogHead lock(UUID staff) {
        getEntityManager().createNativeQuery("""
                        insert into support_head (staff, last_sequence, last_hash, last_at)
                        values (:staff, 0, '', 'epoch') on conflict do nothing""").setParameter("staff", staff).executeUpdate();
        return findById(staff, LockModeType.PESSIMISTIC_WRITE);
    }
}
