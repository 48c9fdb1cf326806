package ai.datacontrols.settings;

import ai.datacontrols.ledger.Flaw.Kind;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.LedgerEntry;
import ai.datacontrols.ledger.Verification;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountHistory;
import ai.datacontrols.policy.Decision;
import ai.datacontrols.policy.FeedbackPart;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Question;
import ai.datacontrols.policy.Rule;
import ai.datacontrols.web.ChoiceWords;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes receipts. What a choice meant is decided as everything is, by what had happened and the rules of that moment. */
@Singleton
class Receipts {

    private final Ledger ledger;
    private final Verification verification;
    private final PolicyTimeline timeline;
    private final Clock clock;

    Receipts(Ledger ledger, Verification verification, PolicyTimeline timeline, Clock clock) {
        this.ledger = ledger;
        this.verification = verification;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** The receipt of an account's choice; empty when that entry is none of theirs, or no choice. */
    Optional<Receipt> of(UUID account, long sequence) {
        var entries = ledger.entries(account);
        return entries.stream()
                .filter(entry -> entry.sequence == sequence && entry.isChoice())
                .findFirst()
                .map(entry -> receipt(
                        entry,
                        history(entries.stream()
                                .filter(other -> other.sequence < sequence)
                                .toList()),
                        history(entries).erasedAt()));
    }

    private Receipt receipt(LedgerEntry entry, AccountHistory past, Instant erasedAt) {
        var made = (ChoiceMade) entry.toEvent();
        var policy =
                entry.policyVersion == null ? timeline.at(entry.happenedAt) : timeline.version(entry.policyVersion);
        var before = past.lastStanding(entry.product, timeline).at(entry.happenedAt, timeline);
        return new Receipt(
                entry,
                policy,
                before,
                before.after(made, timeline),
                uses(entry, policy, past, past.with(made)),
                entry.language == null
                        ? null
                        : ChoiceWords.of(
                                policy, entry.textVersion, entry.language, entry.product, before.plan(), made.choice()),
                isWholeUpTo(entry),
                clock.instant(),
                erasedAt);
    }

    private List<UseOfKind> uses(LedgerEntry entry, Policy policy, AccountHistory past, AccountHistory then) {
        return policy.rulesOf(entry.product).stream()
                .map(Rule::data)
                .distinct()
                .map(kind -> new UseOfKind(kind, decision(entry, kind, past), decision(entry, kind, then)))
                .toList();
    }

    /** Of data created at that very moment; feedback with all its parts. */
    private Decision decision(LedgerEntry entry, String kind, AccountHistory history) {
        var at = entry.happenedAt;
        var parts = EnumSet.allOf(FeedbackPart.class);
        return timeline.decide(new Question(entry.product, kind, at, parts, at), history);
    }

    /** What came after the entry doesn't matter to it; that the chain ends where its head says is another question. */
    private boolean isWholeUpTo(LedgerEntry entry) {
        return verification.changesOf(entry.account).stream()
                .noneMatch(flaw -> flaw.sequence() <= entry.sequence && flaw.kind() != Kind.HEAD);
    }

    private static AccountHistory history(List<LedgerEntry> entries) {
        return new AccountHistory(entries.stream().map(LedgerEntry::toEvent).toList());
    }
}
