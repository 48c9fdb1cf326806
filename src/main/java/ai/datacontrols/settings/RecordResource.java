package ai.datacontrols.settings;

import ai.datacontrols.ledger.AccountProfile;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.SupportReads;
import ai.datacontrols.ledger.Verification;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.SignedIn;
import ai.datacontrols.web.Site;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;

/** Everything that is kept of the signed-in person, as one file. */
@Path("/settings/record.json")
@Authenticated
public class RecordResource {

    private static final String SCHEMA = "/schemas/record-1.json";
    private static final Instant NEWEST = Instant.parse("9999-01-01T00:00:00Z");

    private final Ledger ledger;
    private final SupportReads reads;
    private final Verification verification;
    private final PolicyTimeline timeline;
    private final HistorySettings settings;
    private final SignedIn signedIn;
    private final Site site;

    RecordResource(
            Ledger ledger,
            SupportReads reads,
            Verification verification,
            PolicyTimeline timeline,
            HistorySettings settings,
            SignedIn signedIn,
            Site site) {
        this.ledger = ledger;
        this.reads = reads;
        this.verification = verification;
        this.timeline = timeline;
        this.settings = settings;
        this.signedIn = signedIn;
        this.site = site;
    }

    /** The file ({@code /schemas/record-1.json}), to be kept. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response record() {
        return Response.ok(document())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"data-controls.json\"")
                .build();
    }

    private RecordDocument document() {
        var account = signedIn.account();
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
