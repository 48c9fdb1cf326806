package ai.datacontrols.accesslog;

import ai.datacontrols.accesslog.AccessLogEntry.View;
import ai.datacontrols.database.DatabaseClock;
import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.IntegrityAlarm;
import ai.datacontrols.ledger.store.AccountHead;
import ai.datacontrols.ledger.store.AccountProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The access log. Each staff access is recorded before anything is shown, and never changed afterwards. Each is verified
 * when it is read; whether one is missing, only the verification of the whole chain finds.
 */
@ApplicationScoped
public class AccessLog {

    private static final String WITH_WORDS = """
            select read, words, name, profile.displayName
            from AccessLogEntry read
            left join AccessLogName name on name.staff = read.staff and name.sequence = read.sequence
            left join AccessLogDetails words on words.staff = read.staff and words.sequence = read.sequence
            left join AccountProfile profile on profile.account = read.staff
            """;

    private static final Comparator<AccessLogView> NEWEST_FIRST =
            Comparator.comparing(AccessLogView::recordedAt).reversed().thenComparing(AccessLogView::staff);

    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");
    private static final UUID LAST = new UUID(-1, -1);

    private final Chain chain;
    private final DatabaseClock clock;
    private final Jdbc jdbc;
    private final EntityManager database;

    public AccessLog(Chain chain, DatabaseClock clock, Jdbc jdbc, EntityManager database) {
        this.chain = chain;
        this.clock = clock;
        this.jdbc = jdbc;
        this.database = database;
    }

    /**
     * Records a staff access, a search together with the accounts that it finds. It is durable once this method
     * returns. Of a text about an erased account only the hash is stored.
     *
     * @return its sequence number in the staff member's chain; empty if the limit is reached and nothing was recorded
     */
    @Transactional
    public Optional<Long> record(SupportAccess access, int searchesAnHour) {
        var row = AccessLogHead.lock(access.staff());
        var head = row.toChainHead();
        var now = head.nextAt(clock.now());
        if (access.view() == View.SEARCH
                && searches(access.staff(), now.minus(Duration.ofHours(1))) >= searchesAnHour) {
            return Optional.empty();
        }
        var candidates = access.view() == View.SEARCH ? accounts(access) : List.of(access.account());
        // an erasure that runs is either awaited, or finds what is written here
        jdbc.call("failed to acquire account locks", connection -> {
            AccountHead.exclude(connection, candidates);
            return null;
        });
        var found = access.view() == View.SEARCH ? foundAmong(candidates, access) : null;
        var details = AccessLogDetails.of(access, head.lastSequence + 1);
        var name = AccessLogName.of(access, head.lastSequence + 1);
        var entry = AccessLogEntry.of(access, found, details, name, now);
        entry.chainKey = chain.keyAfter(head);
        entry.previousHash = head.lastHash;
        entry.hash = chain.hash(entry);
        entry.persist();
        if (!isAnyErased(candidates)) {
            details.persist();
        }
        if (name != null) {
            name.persist();
        }
        head.advance(entry, now);
        row.update(head);
        return Optional.of(entry.sequence);
    }

    @Transactional
    public boolean isErased(UUID account) {
        return isAnyErased(List.of(account));
    }

    private List<UUID> accounts(SupportAccess search) {
        return accountId(search.subject())
                .map(id -> isKnown(id) ? List.of(id) : List.<UUID>of())
                .orElseGet(() -> AccountProfile.accountsOf(search.subject(), search.orUnverified()));
    }

    /** A new statement under the locks, so that it sees what was committed meanwhile. */
    private List<UUID> foundAmong(List<UUID> locked, SupportAccess search) {
        var found = new ArrayList<>(accounts(search));
        found.retainAll(locked);
        return found;
    }

    private boolean isKnown(UUID account) {
        return jdbc.call("failed to read an account", connection -> AccountHead.isKnown(connection, account))
                || AccountProfile.isKnown(account);
    }

    private boolean isAnyErased(List<UUID> accounts) {
        return jdbc.call("failed to read accounts", connection -> AccountHead.isAnyErased(connection, accounts));
    }

    private static Optional<UUID> accountId(String subject) {
        try {
            return Optional.of(UUID.fromString(subject));
        } catch (IllegalArgumentException anAddress) {
            return Optional.empty();
        }
    }

    @Transactional
    public Optional<AccessLogView> recent(UUID staff, long sequence, Duration age) {
        return database.createQuery(
                        WITH_WORDS
                                + "where read.staff = :staff and read.sequence = :sequence and read.recordedAt > :since",
                        Object[].class)
                .setParameter("staff", staff)
                .setParameter("sequence", sequence)
                .setParameter("since", clock.now().minus(age))
                .getResultStream()
                .map(this::view)
                .findFirst();
    }

    /** Returns the latest accesses to an account before an instant, including searches that found it, newest first. */
    @Transactional
    public List<AccessLogView> ofAccount(UUID account, Instant before, int size) {
        // separate statements, so that each uses its index, whatever plan is cached
        var accesses = ofAccount("read.account = :account", account, before).setMaxResults(size);
        // without a limit, because the planner would then scan all searches by time; few searches find any one account
        var searches = ofAccount("array_contains(read.found, :account)", account, before);
        return Stream.of(accesses, searches)
                .flatMap(query -> query.getResultList().stream())
                .map(this::view)
                .sorted(NEWEST_FIRST)
                .limit(size)
                .toList();
    }

    private TypedQuery<Object[]> ofAccount(String condition, UUID account, Instant before) {
        return database.createQuery(WITH_WORDS + "where " + condition + """
                                 and read.recordedAt < :before
                                order by read.recordedAt desc, read.staff""", Object[].class)
                .setParameter("account", account)
                .setParameter("before", before);
    }

    @Transactional
    public List<AccessLogView> page(AccessLogQuery query, int size) {
        return database.createQuery(WITH_WORDS + """
                                where (:staff is null or read.staff = :staff)
                                  and (:account is null or read.account = :account or array_contains(read.found, :account))
                                  and read.recordedAt >= :from and read.recordedAt <= :before
                                  and (read.recordedAt < :before or read.staff > :behind)
                                order by read.recordedAt desc, read.staff""", Object[].class)
                .setParameter("staff", query.staff())
                .setParameter("account", query.account())
                .setParameter("from", query.from())
                .setParameter("before", query.before() == null ? FAR : query.before())
                .setParameter("behind", query.behind() == null ? LAST : query.behind())
                .setMaxResults(size)
                .getResultStream()
                .map(this::view)
                .toList();
    }

    /** Maps a row of {@link #WITH_WORDS}, and verifies it: the hash of the entry, and those of its text and name. */
    private AccessLogView view(Object[] row) {
        var entry = (AccessLogEntry) row[0];
        var details = (AccessLogDetails) row[1];
        var name = (AccessLogName) row[2];
        var verified = chain.isAuthentic(entry)
                && (details == null || Arrays.equals(details.hash(), entry.wordsHash))
                && (name == null || Arrays.equals(name.hash(), entry.nameHash));
        if (!verified) {
            IntegrityAlarm.unverifiableAccess(entry.staff, entry.sequence);
        }
        var recordedName = name == null ? null : name.name;
        return AccessLogView.of(entry, details, entry.nameHash == null ? (String) row[3] : recordedName, verified);
    }

    @Transactional
    public long accounts(UUID staff, Instant since) {
        return database.createQuery(
                        "select count(distinct account) from AccessLogEntry where staff = :staff and recordedAt >= :since",
                        Long.class)
                .setParameter("staff", staff)
                .setParameter("since", since)
                .getSingleResult();
    }

    private static long searches(UUID staff, Instant since) {
        return AccessLogEntry.count("staff = ?1 and view = ?2 and recordedAt > ?3", staff, View.SEARCH, since);
    }
}
