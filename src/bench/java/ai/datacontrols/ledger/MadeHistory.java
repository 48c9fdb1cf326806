package ai.datacontrols.ledger;

import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Recording;
import ai.datacontrols.policy.Shown;
import ai.datacontrols.policy.Standing;
import ai.datacontrols.policy.Surface;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * An account's history made for benchmarks, by the ledger's own code: the chain of HMACs is a true one, and the projection is
 * what the policy makes of the events. It goes to the tables as lines of COPY.
 */
public final class MadeHistory {

    private static final Instant BEGINNING = Instant.parse("2025-03-03T09:30:00Z");
    private static final Shown SHOWN = new Shown("1", "1", "en");

    private final Chain chain;
    private final PolicyTimeline timeline = new PublishedPolicies().timeline();
    private final Consumer<String> entries;
    private final Consumer<String> heads;
    private final Consumer<String> permissions;

    /**
     * @param chainKey the application's, in Base64
     * @param entries takes lines of {@code ledger_entry}, the other two those of {@code account_head} and {@code current_permission}
     */
    public MadeHistory(
            String chainKey, Consumer<String> entries, Consumer<String> heads, Consumer<String> permissions) {
        this.chain = Keys.chain(1, Map.of(1, Base64.getDecoder().decode(chainKey)));
        this.entries = entries;
        this.heads = heads;
        this.permissions = permissions;
    }

    /** Free on le Chat and Experiment on la Plateforme, then opt-outs and opt-ins of a product in turn, an hour apart. */
    public void of(UUID account, String product, int choices) {
        var one = new Account(account);
        one.happens(new PlanStarted(one.recording(Actor.BILLING, Surface.API, null), "le-chat", "free"));
        one.happens(new PlanStarted(one.recording(Actor.BILLING, Surface.API, null), "la-plateforme", "experiment"));
        for (var n = 0; n < choices; n++) {
            var choice = n % 2 == 0 ? Choice.OPTED_OUT : Choice.OPTED_IN;
            one.happens(
                    new ChoiceMade(one.recording(Actor.DATA_SUBJECT, Surface.SETTINGS_PAGE, SHOWN), product, choice));
        }
        one.ends();
    }

    private final class Account {

        private final UUID id;
        private final Map<String, Standing> standings = new LinkedHashMap<>();
        private long sequence;
        private byte[] lastHash = {};
        private Instant at = BEGINNING;

        private Account(UUID id) {
            this.id = id;
        }

        private Recording recording(Actor actor, Surface surface, Shown shown) {
            return new Recording(sequence + 1, at.plus(Duration.ofHours(1)), actor, surface, shown);
        }

        private void happens(AccountEvent event) {
            at = event.recording().at();
            var entry = LedgerEntry.from(event, id, at);
            entry.requestId = entry.isChoice() ? new UUID(id.getMostSignificantBits(), sequence) : null;
            entry.chainKey = 1;
            entry.previousHash = lastHash;
            entry.hash = chain.hash(entry);
            entries.accept(CopyLine.of(
                    id,
                    entry.sequence,
                    entry.kind,
                    entry.product,
                    entry.plan,
                    entry.happenedAt,
                    entry.recordedAt,
                    entry.actor,
                    entry.surface,
                    entry.policyVersion,
                    entry.textVersion,
                    entry.language,
                    entry.requestId,
                    entry.previousHash,
                    entry.hash));
            sequence = entry.sequence;
            lastHash = entry.hash;
            standings.compute(
                    entry.product,
                    (product, known) -> (known == null ? Standing.none(product) : known).after(event, timeline));
        }

        private void ends() {
            heads.accept(CopyLine.of(id, sequence, lastHash, at));
            standings.values().forEach(this::stands);
        }

        private void stands(Standing standing) {
            var row = new CurrentPermission();
            row.follow(standing);
            permissions.accept(CopyLine.of(
                    id,
                    standing.product(),
                    row.plan,
                    row.planEntry,
                    row.planAt,
                    row.choice,
                    row.choiceEntry,
                    row.choiceAt,
                    row.usableSince,
                    row.usableSinceEntry,
                    row.standingAt));
        }
    }
}
