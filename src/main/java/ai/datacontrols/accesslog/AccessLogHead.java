package ai.datacontrols.accesslog;

import ai.datacontrols.ledger.chain.ChainHead;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@Entity
@Table(name = "support_head")
public class AccessLogHead extends PanacheEntityBase {

    @Id
    public UUID staff;

    @Column(name = "last_sequence")
    public long lastSequence;

    @Column(name = "last_hash")
    public byte[] lastHash;

    @Column(name = "last_key")
    public int lastKey;

    @Column(name = "last_at")
    public Instant lastAt;

    public static List<UUID> allStaff() {
        return AccessLogHead.<AccessLogHead>streamAll().map(head -> head.staff).toList();
    }

    public static ChainHead of(UUID staff) {
        AccessLogHead found = findById(staff);
        return found == null ? null : found.toChainHead();
    }

    static AccessLogHead lock(UUID staff) {
        getEntityManager().createNativeQuery("""
                        insert into support_head (staff, last_sequence, last_hash, last_at)
                        values (:staff, 0, '', 'epoch') on conflict do nothing""").setParameter("staff", staff).executeUpdate();
        return findById(staff, LockModeType.PESSIMISTIC_WRITE);
    }

    ChainHead toChainHead() {
        var head = new ChainHead();
        head.lastSequence = lastSequence;
        head.lastHash = lastHash;
        head.lastKey = lastKey;
        head.lastAt = lastAt;
        return head;
    }

    void update(ChainHead head) {
        lastSequence = head.lastSequence;
        lastHash = head.lastHash;
        lastKey = head.lastKey;
        lastAt = head.lastAt;
    }
}
