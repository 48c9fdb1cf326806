package ai.datacontrols.explanations;

import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.ReturnLink;
import ai.datacontrols.web.Site;
import ai.datacontrols.web.Wording;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestQuery;

/** The rules in force, for anyone. */
@Path("/")
public class RulesResource {

    @CheckedTemplate(basePath = "explanations")
    static class Templates {
        static native TemplateInstance rules(RulesPage page, ReturnLink back);
    }

    private final PolicyTimeline timeline;
    private final RegisteredClients clients;
    private final Reader reader;
    private final Clock clock;
    private final Site site;

    RulesResource(PolicyTimeline timeline, RegisteredClients clients, Reader reader, Clock clock, Site site) {
        this.timeline = timeline;
        this.clients = clients;
        this.reader = reader;
        this.clock = clock;
        this.site = site;
    }

    /**
     * The page of the rules.
     *
     * @param from the registered client that the reader came from; an unknown one is ignored
     */
    @GET
    public TemplateInstance rules(@RestQuery String from) {
        var policy = timeline.at(clock.instant());
        var wording = Wording.of(policy.textVersion(), reader.locale());
        return Templates.rules(
                        RulesPage.of(policy, wording, site.fineTuningArticle()),
                        clients.returnLink(from).orElse(null))
                .setLocale(reader.locale());
    }
}
