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
            channels.put(entry.product, entry.channel);
            language = entry.language == null ? language : entry.language;
        }
        if (entry.kind == LedgerEntry.Kind.ACCOUNT_ERASED) {
            erasedAt = entry.happenedAt;
        }
    }

    Optional<PermittedPeriod> pastUse(String product, Instant now) {
        return Optional.ofNullable(pastUse.get(product))
                .flatMap(fold -> fold.until(now).span());
    }

    boolean isChosenByThePerson(String product) {
        return channels.get(product) == Channel.SETTINGS_PAGE;
    }

    /** Returns the language in which the person made their latest choice (BCP 47); null if unknown. */
    String language() {
        return language;
    }

    Instant erasedAt() {
        return erasedAt;
    }
}
