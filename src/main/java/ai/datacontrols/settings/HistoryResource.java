package ai.datacontrols.settings;

import ai.datacontrols.ledger.LedgerEntry;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.SignedIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestQuery;

/** Everything that happened to the signed-in person's account. */
@Path("/settings/history")
@Authenticated
public class HistoryResource {

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        static native TemplateInstance history(HistoryPage page);
    }

    private final PolicyTimeline timeline;
    private final RegisteredClients clients;
    private final SignedIn signedIn;
    private final Reader reader;
    private final Clock clock;

    HistoryResource(PolicyTimeline timeline, RegisteredClients clients, SignedIn signedIn, Reader reader, Clock clock) {
        this.timeline = timeline;
        this.clients = clients;
        this.signedIn = signedIn;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * One page of the history, newest first.
     *
     * @param before the entry that the page begins before; the newest page when left out or not a number
     * @param from the registered client that the person came from; an unknown one is ignored
     */
    @GET
    public TemplateInstance history(@RestQuery String before, @RestQuery String from) {
        var end = before != null && before.matches("[0-9]{1,18}") ? Long.parseLong(before) : Long.MAX_VALUE;
        var found = LedgerEntry.page(signedIn.account(), end, HistoryPage.SIZE + 1);
        var page = HistoryPage.of(
                found,
                end == Long.MAX_VALUE,
                timeline.at(clock.instant()),
                clients.returnLink(from).orElse(null));
        return Templates.history(page).setLocale(reader.locale());
    }
}
