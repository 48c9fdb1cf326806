package ai.datacontrols.explanations;

import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.ReturnLink;
import ai.datacontrols.web.SiteConfig;
import ai.datacontrols.web.auth.Viewer;
import ai.datacontrols.web.error.ViewerLookup;
import ai.datacontrols.web.locale.PolicyTexts;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.Compressed;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestQuery;

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
    private final ViewerLookup viewers;
    private final Viewer viewer;

    RulesResource(
            PolicyTimeline timeline,
            RegisteredClients clients,
            UserLocale userLocale,
            Clock clock,
            SiteConfig site,
            ViewerLookup viewers,
            Viewer viewer) {
        this.viewers = viewers;
        this.viewer = viewer;
        this.timeline = timeline;
        this.clients = clients;
        this.userLocale = userLocale;
        this.clock = clock;
        this.site = site;
    }

    @GET
    @Compressed
    public Uni<Response> rules(@RestQuery String from, @Context RoutingContext context) {
        return viewers.load(context).map(known -> response(from));
    }

    /** A page that names a person must not be cached. */
    private Response response(String from) {
        var page = Response.ok(page(from));
        return viewer.isSignedIn()
                ? page.header(HttpHeaders.CACHE_CONTROL, "no-store").build()
                : page.build();
    }

    private TemplateInstance page(String from) {
        var policy = timeline.at(clock.instant());
        var texts = PolicyTexts.latest(policy, userLocale.locale());
        return Templates.rules(
                        RulesPage.of(policy, texts, site.fineTuningArticle()),
                        clients.returnLink(from).orElse(null))
                .setLocale(userLocale.locale());
    }
}
