package ai.datacontrols.ledger.store;

import ai.datacontrols.ledger.chain.CanonicalEncoding;
import ai.datacontrols.ledger.chain.ChainedRow;
import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.AccountEvent.AccountErased;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.ChoiceWithdrawn;
import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.EventMetadata;
import ai.datacontrols.policy.NoticePlace;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.rules.Choice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** One row of the ledger: an event as it is stored, never changed afterwards. */
public final class LedgerEntry implements ChainedRow {

    public enum Kind {
        PLAN_STARTED,
        PLAN_ENDED,
        OPTED_OUT,
        OPTED_IN,
        CHOICE_WITHDRAWN,
        ACCOUNT_ERASED
    }

    public UUID account;

    public long sequence;

    public Kind kind;

    public String product;
    public String plan;

    public Instant happenedAt;

    public Instant recordedAt;

    public Actor actor;

    public Channel channel;

    public String policyVersion;

    public String textVersion;

    public String language;

    /** The form that a choice was made or withdrawn with; null if it was not recorded. */
    public NoticePlace noticePlace;

    public String noticeVersion;

    public String noticePlan;

    public UUID requestId;

    /** The source of an imported record or a repeated erasure. */
    public String evidence;

    /** When a plan began by what billing says; it counts from its recording. */
    public Instant startedAt;

    public Instant endedAt;

    /** Billing's increasing number of a plan report. */
    public Long revision;

    /** The API client ({@code azp} of its token) that asked for an erasure. */
    public String requestedBy;

    /** Whether the browser sent Global Privacy Control; null if it didn't, or if the signal wasn't recorded yet. */
    public Boolean globalPrivacyControl;

    public int chainKey;

    public byte[] previousHash;

    public byte[] hash;

    public static LedgerEntry from(AccountEvent event, UUID account, Instant recordedAt) {
        var entry = new LedgerEntry();
        entry.account = account;
        entry.recordedAt = truncated(recordedAt);
        entry.describe(event);
        entry.describe(event.metadata());
        if (entry.isImported() && entry.happenedAt.equals(entry.startedAt)) {
            entry.startedAt = null; // billing reported nothing
        }
        return entry;
    }

    public AccountEvent toEvent() {
        var metadata = new EventMetadata(sequence, happenedAt, actor, channel, shown());
        return switch (kind) {
            case PLAN_STARTED -> new PlanStarted(metadata, product, plan, startedAt(), revision);
            case PLAN_ENDED -> new PlanEnded(metadata, product, endedAt, revision);
            case OPTED_OUT -> new ChoiceMade(metadata, product, Choice.OPTED_OUT);
            case OPTED_IN -> new ChoiceMade(metadata, product, Choice.OPTED_IN);
            case CHOICE_WITHDRAWN -> new ChoiceWithdrawn(metadata, product);
            case ACCOUNT_ERASED -> new AccountErased(metadata);
        };
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public byte[] previousHash() {
        return previousHash;
    }

    @Override
    public byte[] hash() {
        return hash;
    }

    @Override
    public int chainKey() {
        return chainKey;
    }

    @Override
    public Instant recordedAt() {
        return recordedAt;
    }

    @Override
    public CanonicalEncoding encoding() {
        return new CanonicalEncoding()
                .add("account", account)
                .add("sequence", sequence)
                .add("kind", kind)
                .add("product", product)
                .add("plan", plan)
                .add("happened_at", happenedAt)
                .add("recorded_at", recordedAt)
                .add("actor", actor)
                .add("surface", channel)
                .add("policy_version", policyVersion)
                .add("text_version", textVersion)
                .add("language", language)
                .add("request_id", requestId)
                .add("evidence", evidence)
                .add("started_at", startedAt)
                .add("global_privacy_control", globalPrivacyControl)
                .add("ended_at", endedAt)
                .add("revision", revision)
                .add("requested_by", requestedBy)
                .add("notice_place", noticePlace)
                .add("notice_version", noticeVersion)
                .add("notice_plan", noticePlan);
    }

    public String hashedText() {
        return new String(hashedEncoding().toBytes(), StandardCharsets.UTF_8);
    }

    public boolean isImported() {
        return channel == Channel.FIRST_LOAD;
    }

    public boolean isChoice() {
        return kind == Kind.OPTED_OUT || kind == Kind.OPTED_IN || kind == Kind.CHOICE_WITHDRAWN;
    }

    /** Returns the choice; null for a withdrawal and for entries other than choices. */
    public Choice choice() {
        return toEvent() instanceof ChoiceMade made ? made.choice() : null;
    }

    private void describe(AccountEvent event) {
        if (event instanceof PlanStarted started) {
            kind = Kind.PLAN_STARTED;
            product = started.product();
            plan = started.plan();
            startedAt = truncated(started.startedAt());
            revision = started.revision();
        } else if (event instanceof PlanEnded ended) {
            kind = Kind.PLAN_ENDED;
            product = ended.product();
            endedAt = truncated(ended.endedAt());
            revision = ended.revision();
        } else if (event instanceof ChoiceMade made) {
            kind = made.choice() == Choice.OPTED_OUT ? Kind.OPTED_OUT : Kind.OPTED_IN;
            product = made.product();
        } else if (event instanceof ChoiceWithdrawn withdrawn) {
            kind = Kind.CHOICE_WITHDRAWN;
            product = withdrawn.product();
        } else if (event instanceof AccountErased) {
            kind = Kind.ACCOUNT_ERASED;
        } else {
            throw new IllegalArgumentException("no kind for " + event);
        }
    }

    private void describe(EventMetadata metadata) {
        sequence = metadata.sequence();
        happenedAt = truncated(metadata.at());
        actor = metadata.actor();
        channel = metadata.channel();
        if (metadata.noticeShown() != null) {
            policyVersion = metadata.noticeShown().policyVersion();
            textVersion = metadata.noticeShown().textVersion();
            language = metadata.noticeShown().language();
            noticePlace = metadata.noticeShown().place();
            noticeVersion = metadata.noticeShown().noticeVersion();
            noticePlan = metadata.noticeShown().plan();
        }
    }

    private Instant startedAt() {
        return startedAt == null && isImported() ? happenedAt : startedAt;
    }

    /** Truncates to PostgreSQL's precision, so that the hash is computed over the stored value. */
    private static Instant truncated(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }

    private NoticeShown shown() {
        return language == null
                ? null
                : new NoticeShown(policyVersion, textVersion, language, noticePlace, noticeVersion, noticePlan);
    }
}
