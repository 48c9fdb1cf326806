package ai.datacontrols.settings;

import ai.datacontrols.ledger.AccountProfile;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.SupportReads;
import ai.datacontrols.ledger.Verification;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.Site;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Gathers everything that is kept of a person. */
@Singleton
class Records {

    private static final String SCHEMA = "/schemas/record-1.json";
    private static final Instant NEWEST = Instant.parse("9999-01-01T00:00:00Z");

    private final Ledger ledger;
    private final SupportReads reads;
    private final Verification verification;
    private final PolicyTimeline timeline;
    private final HistorySettings settings;
    private final Site site;

    Records(
            Ledger ledger,
            SupportReads reads,
            Verification verification,
            PolicyTimeline timeline,
            HistorySettings settings,
            Site site) {
        this.ledger = ledger;
        this.reads = reads;
        this.verification = verification;
        this.timeline = timeline;
        this.settings = settings;
        this.site = site;
    }

    /** Whether anything is kept of them: who it is, or what happened. */
    boolean isAnythingKept(UUID account) {
        return !ledger.history(account).isEmpty()
                || QuarkusTransaction.requiringNew().call(() -> AccountProfile.isKnown(account));
    }

    /** All that is kept of an account as of now. */
    RecordDocument of(UUID account) {
        var state = ledger.state(account);
        return new RecordDocument(
                site.address().resolve(SCHEMA),
                account,
                state.at(),
                RecordDocument.Profile.of(
                        QuarkusTransaction.requiringNew().call(() -> AccountProfile.findById(account))),
                timeline.at(state.at()).products().stream()
                        .map(product -> RecordDocument.State.of(state.standing(product.id())))
                        .toList(),
                ledger.entries(account).stream()
                        .map(entry -> RecordDocument.Entry.of(entry, site.address()))
                        .toList(),
                verification.changesOf(account).isEmpty(),
                reads.of(account, NEWEST, Integer.MAX_VALUE).stream()
                        .map(read -> RecordDocument.Look.of(read, settings.namesStaff()))
                        .toList(),
                site.address().resolve("/policy.json"));
    }
}
