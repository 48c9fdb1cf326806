package ai.datacontrols.settings;

import ai.datacontrols.ledger.AccountProfile;
import ai.datacontrols.ledger.Chosen;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.OwnView;
import ai.datacontrols.ledger.Pipelines;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.GlobalPrivacyControl;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The signed-in person's settings: a card a product, each with the switch that their plan allows. */
@Path("/settings")
@Authenticated
public class SettingsResource {

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        static native TemplateInstance settings(SettingsPage page);

        static native TemplateInstance settings$choice(Card card);
    }

    private final Ledger ledger;
    private final Pipelines pipelines;
    private final PolicyTimeline timeline;
    private final SettingsPages pages;
    private final SignedIn signedIn;
    private final Reader reader;
    private final GlobalPrivacyControl privacyControl;
    private final ChoiceMetrics metrics;
    private final Clock clock;

    SettingsResource(
            Ledger ledger,
            Pipelines pipelines,
            PolicyTimeline timeline,
            SettingsPages pages,
            SignedIn signedIn,
            Reader reader,
            GlobalPrivacyControl privacyControl,
            ChoiceMetrics metrics,
            Clock clock) {
        this.ledger = ledger;
        this.pipelines = pipelines;
        this.timeline = timeline;
        this.pages = pages;
        this.signedIn = signedIn;
        this.reader = reader;
        this.privacyControl = privacyControl;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * The settings page.
     *
     * @param product the product that the link was about; an unknown one is ignored
     * @param from the registered client that the person came from; an unknown one is ignored
     * @param recorded the entry of a choice just made; it is said to be saved only if it is the one that stands
     */
    @GET
    public TemplateInstance settings(@RestQuery String product, @RestQuery String from, @RestQuery String recorded) {
        var view = pipelines.view(signedIn.account());
        if (!view.knows(signedIn.email(), signedIn.displayName())) {
            QuarkusTransaction.requiringNew()
                    .run(() -> AccountProfile.keep(signedIn.account(), signedIn.email(), signedIn.displayName()));
        }
        return page(view, new Arrival(product, from, recorded), null);
    }

    /** Opts out of a product. Always taken, on any plan; an htmx request gets the card's part, others go back to the page. */
    @POST
    @Path("{product}/opt-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response optOut(
            @RestPath String product, @BeanParam ChoiceForm form, @RestHeader("HX-Request") boolean fromHtmx) {
        return choose(product, Choice.OPTED_OUT, form, fromHtmx);
    }

    /** Opts in again. 409 with the present state where the plan excludes use, or the page was no longer true. */
    @POST
    @Path("{product}/opt-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response optIn(
            @RestPath String product, @BeanParam ChoiceForm form, @RestHeader("HX-Request") boolean fromHtmx) {
        return choose(product, Choice.OPTED_IN, form, fromHtmx);
    }

    /** Where a form sent without a session comes out after sign-in: nothing was saved, the settings show what stands. */
    @GET
    @Path("{product}/{choice:opt-out|opt-in}")
    public Response afterSignIn(@RestPath String product) {
        return toSettings("product", product);
    }

    private Response choose(String product, Choice choice, ChoiceForm form, boolean fromHtmx) {
        var wish =
                form.toChoosing(signedIn.account(), product, choice, timeline, clock.instant(), reader, privacyControl);
        var chosen = metrics.timed(() -> ledger.choose(wish));
        var status = isSaved(chosen) ? Response.Status.OK : Response.Status.CONFLICT;
        if (fromHtmx) {
            var card = pages.card(product, chosen, form.from);
            return Response.status(status)
                    .entity(inLanguage(Templates.settings$choice(card)))
                    .build();
        }
        if (isSaved(chosen)) {
            var entry = chosen.standing().choiceEntry().sequence();
            return form.from == null || form.from.isEmpty()
                    ? toSettings("product", product, "recorded", entry)
                    : toSettings("product", product, "from", form.from, "recorded", entry);
        }
        return Response.status(status)
                .entity(page(
                        pipelines.view(signedIn.account()), new Arrival(product, form.from, null), chosen.outcome()))
                .build();
    }

    private TemplateInstance page(OwnView view, Arrival arrival, ChoiceOutcome outcome) {
        return inLanguage(Templates.settings(pages.page(view, arrival, outcome)));
    }

    private static Response toSettings(Object... query) {
        var settings = UriBuilder.fromPath("/settings");
        for (var i = 0; i < query.length; i += 2) {
            settings.queryParam(query[i].toString(), query[i + 1]);
        }
        return Response.seeOther(settings.build()).build();
    }

    private TemplateInstance inLanguage(TemplateInstance template) {
        return template.setLocale(reader.locale());
    }

    private static boolean isSaved(Chosen chosen) {
        return chosen.outcome() == ChoiceOutcome.RECORDED || chosen.outcome() == ChoiceOutcome.ALREADY_STANDING;
    }
}
