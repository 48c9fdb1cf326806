package ai.datacontrols.ledger;

import ai.datacontrols.ledger.SupportRead.View;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What staff looked at. Each look is recorded before anything is shown; once recorded, it is never changed. */
@ApplicationScoped
public class SupportReads {

    private static final String WITH_WORDS = """
            select new ai.datacontrols.ledger.RecordedRead(read.staff, profile.displayName, read.sequence,
              read.recordedAt, read.view, read.account, read.asOf, words.reason, words.subject)
            from SupportRead read
            left join SupportReadWords words on words.staff = read.staff and words.sequence = read.sequence
            left join AccountProfile profile on profile.account = read.staff
            """;

    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");
    private static final UUID LAST = new UUID(-1, -1);

    private final Chain chain;
    private final DatabaseClock clock;
    private final EntityManager database;

    SupportReads(Chain chain, DatabaseClock clock, EntityManager database) {
        this.chain = chain;
        this.clock = clock;
        this.database = database;
    }

    /**
     * Records a look. Once this returns it is durable. What was written for a look at an erased account is not kept, only its hash.
     *
     * @param searchesAnHour how many searches a staff member may make in an hour
     * @return its place among the staff member's; empty when they have made as many searches as they may, and nothing was
     *     recorded
     */
    @Transactional
    public Optional<Long> record(SupportLook look, int searchesAnHour) {
        var head = SupportHead.lock(look.staff());
        var now = head.nextAt(clock.now());
        if (look.view() == View.SEARCH && searches(look.staff(), now.minus(Duration.ofHours(1))) >= searchesAnHour) {
            return Optional.empty();
        }
        var words = SupportReadWords.of(look, head.lastSequence + 1);
        var read = SupportRead.of(look, words, now);
        read.chainKey = chain.keyAfter(head);
        read.previousHash = head.lastHash;
        read.hash = chain.hash(read);
        read.persist();
        if (!isAboutTheErased(look)) {
            words.persist();
        }
        head.movesTo(read, now);
        return Optional.of(read.sequence);
    }

    /** Under the account lock, so that an erasure that runs is either awaited or finds what is written here. */
    private static boolean isAboutTheErased(SupportLook look) {
        if (look.account() == null) {
            return false;
        }
        AccountHead.exclude(look.account());
        return AccountHead.isAnyErased(List.of(look.account()));
    }

    /** A staff member's own look, if it is not older than that. */
    @Transactional
    public Optional<RecordedRead> recent(UUID staff, long sequence, Duration age) {
        return database.createQuery(
                        WITH_WORDS
                                + "where read.staff = :staff and read.sequence = :sequence and read.recordedAt > :since",
                        RecordedRead.class)
                .setParameter("staff", staff)
                .setParameter("sequence", sequence)
                .setParameter("since", clock.now().minus(age))
                .getResultStream()
                .findFirst();
    }

    /** The latest looks at an account before an instant, newest first. */
    @Transactional
    public List<RecordedRead> of(UUID account, Instant before, int size) {
        // a statement of its own, which finds them by account whatever the plan is made for
        return database.createQuery(WITH_WORDS + """
                                where read.account = :account and read.recordedAt < :before
                                order by read.recordedAt desc, read.staff""", RecordedRead.class)
                .setParameter("account", account)
                .setParameter("before", before)
                .setMaxResults(size)
                .getResultList();
    }

    /** The latest looks of those wanted, newest first. */
    @Transactional
    public List<RecordedRead> page(ReadsWanted wanted, int size) {
        return database.createQuery(WITH_WORDS + """
                                where (:staff is null or read.staff = :staff)
                                  and (:account is null or read.account = :account)
                                  and read.recordedAt >= :from and read.recordedAt <= :before
                                  and (read.recordedAt < :before or read.staff > :behind)
                                order by read.recordedAt desc, read.staff""", RecordedRead.class)
                .setParameter("staff", wanted.staff())
                .setParameter("account", wanted.account())
                .setParameter("from", wanted.from())
                .setParameter("before", wanted.before() == null ? FAR : wanted.before())
                .setParameter("behind", wanted.behind() == null ? LAST : wanted.behind())
                .setMaxResults(size)
                .getResultList();
    }

    /** How many accounts a staff member was shown since an instant. */
    @Transactional
    public long accounts(UUID staff, Instant since) {
        return database.createQuery(
                        "select count(distinct account) from SupportRead where staff = :staff and recordedAt >= :since",
                        Long.class)
                .setParameter("staff", staff)
                .setParameter("since", since)
                .getSingleResult();
    }

    private static long searches(UUID staff, Instant since) {
        return SupportRead.count("staff = ?1 and view = ?2 and recordedAt > ?3", staff, View.SEARCH, since);
    }
}
