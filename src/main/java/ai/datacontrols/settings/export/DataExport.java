package ai.datacontrols.settings.export;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.accesslog.AccessLogView;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.proof.store.AccountProof;
import ai.datacontrols.proof.store.LogReader;
import ai.datacontrols.settings.export.DataExportDocument.Writer;
import ai.datacontrols.settings.history.HistoryConfig;
import ai.datacontrols.verification.ChainVerifier;
import ai.datacontrols.web.SiteConfig;
import ai.datacontrols.web.ndjson.Streams;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

@Singleton
class DataExport {

    private static final String SCHEMA = "/schemas/record-2.json";
    private static final Instant NEWEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final int LOOKS_AT_ONCE = 500;

    private final Ledger ledger;
    private final AccessLog accessLog;
    private final ChainVerifier verifier;
    private final LogReader log;
    private final PolicyTimeline timeline;
    private final HistoryConfig config;
    private final SiteConfig site;
    private final ObjectMapper json;
    private final Streams streams;

    DataExport(
            Ledger ledger,
            AccessLog accessLog,
            ChainVerifier verifier,
            LogReader log,
            PolicyTimeline timeline,
            HistoryConfig config,
            SiteConfig site,
            ObjectMapper json,
            Streams streams) {
        this.ledger = ledger;
        this.accessLog = accessLog;
        this.verifier = verifier;
        this.log = log;
        this.timeline = timeline;
        this.config = config;
        this.site = site;
        this.json = json;
        this.streams = streams;
    }

    boolean hasAnyData(UUID account) {
        return ledger.isKnown(account) || QuarkusTransaction.requiringNew().call(() -> AccountProfile.isKnown(account));
    }

    /** Streams all data stored about an account. Entries recorded during the export may be included. */
    StreamingOutput of(UUID account) {
        var state = ledger.state(account);
        var profile = QuarkusTransaction.requiringNew().call(() -> AccountProfile.<AccountProfile>findById(account));
        var proof = log.proofOf(account);
        var isWhole = new AtomicBoolean();
        var document = new DataExportDocument(
                site.address().resolve(SCHEMA),
                account,
                state.at(),
                DataExportDocument.Profile.of(profile),
                timeline.at(state.at()).products().stream()
                        .map(product -> DataExportDocument.State.of(state.consentState(product.id())))
                        .toList(),
                writer -> isWhole.set(writeEntries(account, proof, writer)),
                isWhole::get,
                proof,
                writer -> writeAccesses(account, writer),
                site.address().resolve("/policy.json"));
        return streams.guard(out -> document.writeTo(out, json));
    }

    /** Writes the entries and returns whether the chain is intact. */
    private boolean writeEntries(UUID account, Optional<AccountProof> proof, Writer writer) throws IOException {
        return verifier.<IOException>isWhole(account, entry -> {
            Optional<AccountProof.Seal> seal = proof.isPresent() ? proof.get().seal(entry) : Optional.empty();
            writer.write(DataExportDocument.Entry.of(
                    entry, seal.map(DataExportDocument.Seal::of).orElse(null), site.address()));
            return true;
        });
    }

    /** Newest first. Those at a page's last instant are left to the next page, which starts with them. */
    private void writeAccesses(UUID account, Writer writer) throws IOException {
        var before = NEWEST;
        for (var isLast = false; !isLast; ) {
            var page = accessLog.ofAccount(account, before, LOOKS_AT_ONCE);
            isLast = page.size() < LOOKS_AT_ONCE;
            var end = isLast ? null : page.get(page.size() - 1).recordedAt();
            for (AccessLogView view : page) {
                if (isLast || view.recordedAt().isAfter(end)) {
                    writer.write(DataExportDocument.StaffAccess.of(view, config.showStaffNames()));
                }
            }
            before = isLast ? before : end.plus(1, ChronoUnit.MICROS);
        }
    }
}
