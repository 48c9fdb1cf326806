package ai.datacontrols.ledger;

import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.ChainHead;
import ai.datacontrols.ledger.chain.Keys;
import ai.datacontrols.ledger.chain.Seal;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.policy.EventMetadata;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Choice;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Generates an account's history for benchmarks with the ledger's own code, so that hash chain and projection are
 * valid. Writes lines for COPY.
 */
public final class GeneratedHistory {

    private static final Instant BEGINNING = Instant.parse("2025-03-03T09:30:00Z");
    private static final NoticeShown SHOWN = new NoticeShown("1", "1", "en");

    private final Chain chain;
    private final PolicyTimeline timeline = new PolicyLoader().timeline();
    private final Consumer<String> entries;
    private final Consumer<String> heads;
    private final Consumer<String> permissions;

    /**
     * @param chainKey the application's chain key in Base64
     * @param entries receives lines of {@code ledger_entry}
     * @param heads receives lines of {@code account_head}
     * @param permissions receives lines of {@code current_permission}
     */
    public GeneratedHistory(
            String chainKey, Consumer<String> entries, Consumer<String> heads, Consumer<String> permissions) {
        this.chain = Keys.chain(1, Map.of(1, Base64.getDecoder().decode(chainKey)));
        this.entries = entries;
        this.heads = heads;
        this.permissions = permissions;
    }

    /**
     * Generates plan starts (Free on le Chat, Experiment on la Plateforme), then alternating opt-outs and opt-ins, an
     * hour apart.
     */
    public void of(UUID account, String product, int choices) {
        var one = new Account(account);
        one.happens(new PlanStarted(one.metadata(Actor.BILLING, Channel.API, null), "le-chat", "free"));
        one.happens(new PlanStarted(one.metadata(Actor.BILLING, Channel.API, null), "la-plateforme", "experiment"));
        for (var n = 0; n < choices; n++) {
            var choice = n % 2 == 0 ? Choice.OPTED_OUT : Choice.OPTED_IN;
            one.happens(
                    new ChoiceMade(one.metadata(Actor.DATA_SUBJECT, Channel.SETTINGS_PAGE, SHOWN), product, choice));
        }
        one.ends();
    }

    private final class Account {

        private final UUID id;
        private final Map<String, ConsentState> consentStates = new LinkedHashMap<>();
        private long sequence;
        private byte[] lastHash = {};
        private Instant at = BEGINNING;

        private Account(UUID id) {
            this.id = id;
        }

        private EventMetadata metadata(Actor actor, Channel channel, NoticeShown noticeShown) {
            return new EventMetadata(sequence + 1, at.plus(Duration.ofHours(1)), actor, channel, noticeShown);
        }

        private void happens(AccountEvent event) {
            at = event.metadata().at();
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
                    entry.channel,
                    entry.policyVersion,
                    entry.textVersion,
                    entry.language,
                    entry.requestId,
                    entry.previousHash,
                    entry.hash));
            sequence = entry.sequence;
            lastHash = entry.hash;
            consentStates.compute(
                    entry.product,
                    (product, known) -> (known == null ? ConsentState.none(product) : known).apply(event, timeline));
        }

        private void ends() {
            var head = new ChainHead();
            head.lastSequence = sequence;
            head.lastHash = lastHash;
            head.lastKey = 1;
            head.lastAt = at;
            var products = List.copyOf(consentStates.keySet());
            var seal = chain.seal(1, Seal.head(id, head, null, products));
            heads.accept(CopyLine.of(id, sequence, lastHash, at, "{" + String.join(",", products) + "}", seal));
            consentStates.values().forEach(this::consentStateIs);
        }

        private void consentStateIs(ConsentState consentState) {
            permissions.accept(CopyLine.of(
                    id,
                    consentState.product(),
                    consentState.plan(),
                    sequence(consentState.planEntry()),
                    at(consentState.planEntry()),
                    consentState.choice(),
                    sequence(consentState.choiceEntry()),
                    at(consentState.choiceEntry()),
                    consentState.usableSince(),
                    sequence(consentState.usableSinceEntry()),
                    consentState.at(),
                    chain.seal(1, Seal.permission(id, consentState))));
        }

        private static Long sequence(EntryRef entry) {
            return entry == null ? null : entry.sequence();
        }

        private static Instant at(EntryRef entry) {
            return entry == null ? null : entry.at();
        }
    }
}
