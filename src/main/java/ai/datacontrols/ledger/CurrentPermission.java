package ai.datacontrols.ledger;

import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.policy.Standing;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The projection: where an account stands with a product, as of its last entry. Can be rebuilt from the ledger. */
@Entity
@Table(name = "current_permission")
@IdClass(CurrentPermission.Key.class)
public class CurrentPermission extends PanacheEntityBase {

    record Key(UUID account, String product) {}

    @Id
    public UUID account;

    @Id
    public String product;

    public String plan;

    @Column(name = "plan_entry")
    public Long planEntry;

    @Column(name = "plan_at")
    public Instant planAt;

    @Enumerated(EnumType.STRING)
    public Choice choice;

    @Column(name = "choice_entry")
    public Long choiceEntry;

    @Column(name = "choice_at")
    public Instant choiceAt;

    @Column(name = "usable_since")
    public Instant usableSince;

    @Column(name = "usable_since_entry")
    public Long usableSinceEntry;

    /** The instant it was folded up to; later policy versions are applied when it is read. */
    @Column(name = "standing_at")
    public Instant standingAt;

    static List<CurrentPermission> of(UUID account) {
        return list("account", Sort.by("product"), account);
    }

    static List<CurrentPermission> of(List<UUID> accounts) {
        return list("account in ?1", accounts);
    }

    /** Which of the accounts have rows that were folded up to an instant before this one. */
    static List<UUID> accountsBehind(List<UUID> accounts, Instant instant) {
        return find(
                        "select distinct account from CurrentPermission where account in ?1 and standingAt < ?2",
                        accounts,
                        instant)
                .project(UUID.class)
                .list();
    }

    static List<CurrentPermission> behind(List<UUID> accounts, Instant instant) {
        return list("account in ?1 and standingAt < ?2", accounts, instant);
    }

    static void keep(UUID account, Standing standing) {
        CurrentPermission row = findById(new Key(account, standing.product()));
        if (row == null) {
            row = new CurrentPermission();
            row.account = account;
            row.product = standing.product();
            row.follow(standing);
            row.persist();
        } else {
            row.follow(standing);
        }
    }

    Standing toStanding() {
        return new Standing(
                product,
                plan,
                entry(planEntry, planAt),
                choice,
                entry(choiceEntry, choiceAt),
                usableSince,
                entry(usableSinceEntry, usableSince),
                standingAt);
    }

    void follow(Standing standing) {
        plan = standing.plan();
        planEntry = sequence(standing.planEntry());
        planAt = at(standing.planEntry());
        choice = standing.choice();
        choiceEntry = sequence(standing.choiceEntry());
        choiceAt = at(standing.choiceEntry());
        usableSince = standing.usableSince();
        usableSinceEntry = sequence(standing.usableSinceEntry());
        standingAt = standing.at();
    }

    private static EntryRef entry(Long sequence, Instant at) {
        return sequence == null ? null : new EntryRef(sequence, at);
    }

    private static Long sequence(EntryRef entry) {
        return entry == null ? null : entry.sequence();
    }

    private static Instant at(EntryRef entry) {
        return entry == null ? null : entry.at();
    }
}
