package ai.datacontrols.ledger.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/** The profile of an account, outside the ledger and its hashes, so that it can be erased and the chain still verifies. */
@Entity
@Table(name = "account_profile")
public class AccountProfile extends PanacheEntityBase {

    @Id
    public UUID account;

    public String email;

    /**
     * The address if the identity provider had verified it. The previous release doesn't write this column, so compare
     * it with the address.
     */
    @Column(name = "verified_email")
    public String verifiedEmail;

    @Column(name = "display_name")
    public String displayName;

    /** The language that the person chose (BCP 47); null if they never chose one. */
    @Column(name = "chosen_language")
    public String language;

    public static void save(UUID account, String email, boolean isVerified, String displayName) {
        var profile = known(account);
        if (profile != null) {
            profile.email = email;
            profile.verifiedEmail = isVerified ? email : null;
            profile.displayName = displayName;
        }
    }

    public static void saveLanguage(UUID account, String language) {
        var profile = known(account);
        if (profile != null) {
            profile.language = language;
        }
    }

    /** Returns the language that the person chose in any browser (BCP 47); null if they never chose one. */
    public static String language(UUID account) {
        AccountProfile profile = findById(account);
        return profile == null ? null : profile.language;
    }

    public static boolean isKnown(UUID account) {
        return count("account", account) > 0;
    }

    /**
     * Returns the accounts with this e-mail address, ignoring case.
     *
     * @param orUnverified whether to include addresses that the identity provider hasn't verified
     */
    public static List<UUID> accountsOf(String email, boolean orUnverified) {
        return find(
                        "select account from AccountProfile where lower(email) = lower(?1) and (?2 = true or verifiedEmail = email)",
                        Sort.by("account"),
                        email,
                        orUnverified)
                .project(UUID.class)
                .list();
    }

    /** Returns the profile to update, created if absent; null for an erased account. Waits for a concurrent erasure. */
    private static AccountProfile known(UUID account) {
        var session = getEntityManager().unwrap(Session.class);
        session.doWork(connection -> AccountHead.exclude(connection, account));
        AccountProfile profile = findById(account);
        if (profile == null
                && !session.doReturningWork(connection -> AccountHead.isAnyErased(connection, List.of(account)))) {
            insertIfAbsent(account);
            profile = findById(account);
        }
        return profile;
    }

    /** Tolerates concurrent inserts: during a rolling update, the previous release inserts without the account lock. */
    private static void insertIfAbsent(UUID account) {
        getEntityManager()
                .createNativeQuery("""
                        insert into account_profile (account) values (:account) on conflict do nothing""")
                .setParameter("account", account)
                .executeUpdate();
    }
}
