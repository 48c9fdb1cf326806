package ai.datacontrols.support;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.PastUse;
import ai.datacontrols.policy.PermittedPeriod;
import ai.datacontrols.policy.PolicyTimeline;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Collects from all entries of an account what the state of its products doesn't contain. */
final class AccountDetails {

    private final Instant asOf;
    private final Map<String, PastUse> pastUse = new HashMap<>();
    private final Map<String, Channel> channels = new HashMap<>();
    private String language;
    private Instant erasedAt;

    /** @param asOf later entries are ignored */
    AccountDetails(PolicyTimeline timeline, Instant asOf) {
        this.asOf = asOf;
        timeline.products().forEach(product -> pastUse.put(product, new PastUse(product, timeline)));
    }

    void accept(LedgerEntry entry) {
        if (entry.happenedAt.isAfter(asOf)) {
            return;
        }
        pastUse.values().forEach(fold -> fold.accept(entry.toEvent()));
        if (entry.isChoice()) {
            channels.put(entry.product, entry.surface);
            language = entry.language == null ? language : entry.language;
        }
        if (entry.kind == LedgerEntry.Kind.ACCOUNT_ERASED) {
            erasedAt = entry.happenedAt;
        }
    }

    /** Returns the time from the first to the last instant at which data of a product could be used earlier. */
    Optional<PermittedPeriod> pastUse(String product, Instant now) {
        return Optional.ofNullable(pastUse.get(product))
                .flatMap(fold -> fold.until(now).span());
    }

    /** Returns whether the person made the latest choice about a product on the pages. */
    boolean isChosenByThePerson(String product) {
        return channels.get(product) == Channel.SETTINGS_PAGE;
    }

    /** Returns the language in which the person made their latest choice (BCP 47); null if unknown. */
    String language() {
        return language;
    }

    /** Returns the instant of erasure; null if not erased. */
    Instant erasedAt() {
        return erasedAt;
    }
}
