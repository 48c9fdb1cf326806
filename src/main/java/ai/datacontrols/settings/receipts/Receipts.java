package ai.datacontrols.settings.receipts;

import static java.util.stream.Collectors.toMap;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.Decision;
import ai.datacontrols.policy.DecisionQuery;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.FeedbackPart;
import ai.datacontrols.proof.store.LogReader;
import ai.datacontrols.verification.ChainVerifier;
import ai.datacontrols.web.locale.ConsentNotice;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Builds receipts. The decision function computes what a choice meant, from history and policy version at that time. */
@Singleton
class Receipts {

    private final Ledger ledger;
    private final ChainVerifier verifier;
    private final LogReader log;
    private final PolicyTimeline timeline;
    private final Clock clock;

    Receipts(Ledger ledger, ChainVerifier verifier, LogReader log, PolicyTimeline timeline, Clock clock) {
        this.ledger = ledger;
        this.verifier = verifier;
        this.log = log;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Returns the receipt of an account's choice or withdrawal; empty if there is no such entry, or if it is neither. */
    Optional<Receipt> of(UUID account, long sequence) {
        return ledger.storedEntry(account, sequence)
                .filter(LedgerEntry::isChoice)
                .map(this::receipt);
    }

    private Receipt receipt(LedgerEntry entry) {
        var event = entry.toEvent();
        var policy =
                entry.policyVersion == null ? timeline.at(entry.happenedAt) : timeline.version(entry.policyVersion);
        var kinds = policy.kindsOf(entry.product);
        var account = new AccountFold(timeline).expect(entry.product, entry.happenedAt);
        kinds.forEach(kind -> account.expect(entry.product, kind, entry.happenedAt, entry.happenedAt));
        var isWhole = verifier.isWhole(entry.account, other -> {
            var isEarlier = other.sequence < entry.sequence;
            if (isEarlier) {
                account.accept(other.toEvent());
            }
            return isEarlier;
        });
        var proof = log.proof(entry).orElse(null);
        var before = account.consentState(entry.product, entry.happenedAt);
        var decisionsBefore = decisions(entry, kinds, account);
        account.accept(event);
        var decisionsAfter = decisions(entry, kinds, account);
        return new Receipt(
                entry,
                policy,
                before,
                before.apply(event, timeline),
                kinds.stream()
                        .map(kind -> new UsageComparison(kind, decisionsBefore.get(kind), decisionsAfter.get(kind)))
                        .toList(),
                ConsentNotice.of(event.metadata().noticeShown(), policy, entry.product, entry.choice()),
                isWhole && (proof == null || proof.holds()),
                clock.instant(),
                ledger.state(entry.account).erasedAt(),
                proof,
                log.isOn());
    }

    /** Decides about data created at the instant of the choice; feedback is assumed complete. */
    private static Map<String, Decision> decisions(LedgerEntry entry, List<String> kinds, AccountFold account) {
        var at = entry.happenedAt;
        var parts = EnumSet.allOf(FeedbackPart.class);
        return kinds.stream()
                .collect(toMap(
                        Function.identity(),
                        kind -> account.decide(new DecisionQuery(entry.product, kind, at, parts, at))));
    }
}
