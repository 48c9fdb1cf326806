package ai.datacontrols.explanations;

import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.ReturnLink;
import ai.datacontrols.web.SiteConfig;
import ai.datacontrols.web.locale.PolicyTexts;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestQuery;

/** Serves the rules in force; public. */
@Path("/")
public class RulesResource {

    @CheckedTemplate(basePath = "explanations")
    static class Templates {
        static native TemplateInstance rules(RulesPage page, ReturnLink back);
    }

    private final PolicyTimeline timeline;
    private final RegisteredClients clients;
    private final UserLocale userLocale;
    private final Clock clock;
    private final SiteConfig site;

    RulesResource(
            PolicyTimeline timeline, RegisteredClients clients, UserLocale userLocale, Clock clock, SiteConfig site) {
        this.timeline = timeline;
        this.clients = clients;
        this.userLocale = userLocale;
        this.clock = clock;
        this.site = site;
    }

    /**
     * Shows the page of the rules.
     *
     * @param from the registered client that links here; an unknown one is ignored
     */
    @GET
    public TemplateInstance rules(@RestQuery String from) {
        var policy = timeline.at(clock.instant());
        var texts = PolicyTexts.of(policy.textVersion(), userLocale.locale());
        return Templates.rules(
                        RulesPage.of(policy, texts, site.fineTuningArticle()),
                        clients.returnLink(from).orElse(null))
                .setLocale(userLocale.locale());
    }
}
