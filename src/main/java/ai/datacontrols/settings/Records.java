package ai.datacontrols.settings;

import ai.datacontrols.ledger.AccountProfile;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.RecordedRead;
import ai.datacontrols.ledger.SupportReads;
import ai.datacontrols.ledger.Verification;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.settings.RecordDocument.Writer;
import ai.datacontrols.web.Site;
import ai.datacontrols.web.Streams;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gathers everything that is kept of a person. */
@Singleton
class Records {

    private static final String SCHEMA = "/schemas/record-1.json";
    private static final Instant NEWEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final int LOOKS_AT_ONCE = 500;

    private final Ledger ledger;
    private final SupportReads reads;
    private final Verification verification;
    private final PolicyTimeline timeline;
    private final HistorySettings settings;
    private final Site site;
    private final ObjectMapper json;
    private final Streams streams;

    Records(
            Ledger ledger,
            SupportReads reads,
            Verification verification,
            PolicyTimeline timeline,
            HistorySettings settings,
            Site site,
            ObjectMapper json,
            Streams streams) {
        this.ledger = ledger;
        this.reads = reads;
        this.verification = verification;
        this.timeline = timeline;
        this.settings = settings;
        this.site = site;
        this.json = json;
        this.streams = streams;
    }

    /** Whether anything is kept of them: who it is, or what happened. */
    boolean isAnythingKept(UUID account) {
        return ledger.isKnown(account) || QuarkusTransaction.requiringNew().call(() -> AccountProfile.isKnown(account));
    }

    /** All that is kept of an account as of now, written while it is read; entries that are recorded meanwhile may be included. */
    StreamingOutput of(UUID account) {
        var state = ledger.state(account);
        var profile = QuarkusTransaction.requiringNew().call(() -> AccountProfile.<AccountProfile>findById(account));
        var isWhole = new AtomicBoolean();
        var document = new RecordDocument(
                site.address().resolve(SCHEMA),
                account,
                state.at(),
                RecordDocument.Profile.of(profile),
                timeline.at(state.at()).products().stream()
                        .map(product -> RecordDocument.State.of(state.standing(product.id())))
                        .toList(),
                writer -> isWhole.set(writeEntries(account, writer)),
                isWhole::get,
                writer -> writeLooks(account, writer),
                site.address().resolve("/policy.json"));
        return streams.guard(out -> document.writeTo(out, json));
    }

    /** Returns whether the chain is whole. */
    private boolean writeEntries(UUID account, Writer writer) throws IOException {
        return verification.<IOException>isWhole(account, entry -> {
            writer.write(RecordDocument.Entry.of(entry, site.address()));
            return true;
        });
    }

    /** Newest first. A page ends before the looks of its last instant: the next one begins with them. */
    private void writeLooks(UUID account, Writer writer) throws IOException {
        var before = NEWEST;
        for (var isLast = false; !isLast; ) {
            var page = reads.of(account, before, LOOKS_AT_ONCE);
            isLast = page.size() < LOOKS_AT_ONCE;
            var end = isLast ? null : page.get(page.size() - 1).recordedAt();
            for (RecordedRead read : page) {
                if (isLast || read.recordedAt().isAfter(end)) {
                    writer.write(RecordDocument.Look.of(read, settings.namesStaff()));
                }
            }
            before = isLast ? before : end.plus(1, ChronoUnit.MICROS);
        }
    }
}
