package ai.datacontrols.ledger.store;

import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.EntryRef;
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

/**
 * The projection: the consent state of an account and product as of its last entry. Can be rebuilt from the ledger.
 */
@Entity
@Table(name = "current_permission")
@IdClass(ConsentProjection.Key.class)
public class ConsentProjection extends PanacheEntityBase {

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

    public static List<ConsentProjection> of(UUID account) {
        return list("account", Sort.by("product"), account);
    }

    static List<ConsentProjection> of(List<UUID> accounts) {
        return list("account in ?1", accounts);
    }

    /** Which of the accounts have rows that were folded up to an instant before this one. */
    public static List<UUID> accountsOutdated(List<UUID> accounts, Instant instant) {
        return find(
                        "select distinct account from ConsentProjection where account in ?1 and standingAt < ?2",
                        accounts,
                        instant)
                .project(UUID.class)
                .list();
    }

    public static List<ConsentProjection> outdated(List<UUID> accounts, Instant instant) {
        return list("account in ?1 and standingAt < ?2", accounts, instant);
    }

    public static void upsert(UUID account, ConsentState consentState) {
        ConsentProjection row = findById(new Key(account, consentState.product()));
        if (row == null) {
            row = new ConsentProjection();
            row.account = account;
            row.product = consentState.product();
            row.update(consentState);
            row.persist();
        } else {
            row.update(consentState);
        }
    }

    public ConsentState toConsentState() {
        return new ConsentState(
                product,
                plan,
                entry(planEntry, planAt),
                choice,
                entry(choiceEntry, choiceAt),
                usableSince,
                entry(usableSinceEntry, usableSince),
                standingAt);
    }

    public void update(ConsentState consentState) {
        plan = consentState.plan();
        planEntry = sequence(consentState.planEntry());
        planAt = at(consentState.planEntry());
        choice = consentState.choice();
        choiceEntry = sequence(consentState.choiceEntry());
        choiceAt = at(consentState.choiceEntry());
        usableSince = consentState.usableSince();
        usableSinceEntry = sequence(consentState.usableSinceEntry());
        standingAt = consentState.at();
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
