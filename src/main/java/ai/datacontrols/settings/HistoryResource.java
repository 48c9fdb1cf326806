package ai.datacontrols.settings;

import ai.datacontrols.ledger.LedgerEntry;
import ai.datacontrols.ledger.SupportReads;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.settings.HistoryPage.Start;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.SignedIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestQuery;

/** Everything that happened to the signed-in person's account. */
@Path("/settings/history")
@Authenticated
public class HistoryResource {

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        static native TemplateInstance history(HistoryPage page);
    }

    private final SupportReads reads;
    private final PolicyTimeline timeline;
    private final RegisteredClients clients;
    private final HistorySettings settings;
    private final SignedIn signedIn;
    private final Reader reader;
    private final Clock clock;

    HistoryResource(
            SupportReads reads,
            PolicyTimeline timeline,
            RegisteredClients clients,
            HistorySettings settings,
            SignedIn signedIn,
            Reader reader,
            Clock clock) {
        this.reads = reads;
        this.timeline = timeline;
        this.clients = clients;
        this.settings = settings;
        this.signedIn = signedIn;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * One page of the history, newest first.
     *
     * @param before the entry that the page begins before; the newest page when left out or not a number
     * @param looked the instant that its looks of staff begin before
     * @param from the registered client that the person came from; an unknown one is ignored
     */
    @GET
    public TemplateInstance history(@RestQuery String before, @RestQuery String looked, @RestQuery String from) {
        var start = start(before, looked);
        var page = HistoryPage.of(
                start,
                LedgerEntry.page(signedIn.account(), start.entry(), HistoryPage.SIZE + 1),
                reads.of(signedIn.account(), start.look(), HistoryPage.SIZE + 1),
                timeline.at(clock.instant()),
                settings.namesStaff(),
                clients.returnLink(from).orElse(null));
        return Templates.history(page).setLocale(reader.locale());
    }

    private static Start start(String before, String looked) {
        if (before == null || !before.matches("[0-9]{1,19}")) {
            return Start.NEWEST;
        }
        try {
            return new Start(Long.parseLong(before), looked == null ? Start.NEWEST.look() : Instant.parse(looked));
        } catch (NumberFormatException | DateTimeException unreadable) {
            return Start.NEWEST;
        }
    }
}
