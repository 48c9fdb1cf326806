package ai.datacontrols.settings;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.feed.ConsumerCheckpoints;
import ai.datacontrols.ledger.store.AccountOverview;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.policy.ChoiceAction;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.auth.AccountTag;
import ai.datacontrols.web.auth.CurrentUser;
import ai.datacontrols.web.filter.GlobalPrivacyControl;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Serves the settings of the signed-in person: one card per product, with a switch if the plan has a choice. */
@Path("/settings")
@Authenticated
public class SettingsResource {

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        static native TemplateInstance settings(SettingsPage page);

        static native TemplateInstance settings$pressed(ProductCard card);
    }

    private final Ledger ledger;
    private final ConsumerCheckpoints checkpoints;
    private final PolicyTimeline timeline;
    private final SettingsPageFactory pages;
    private final CurrentUser currentUser;
    private final UserLocale userLocale;
    private final GlobalPrivacyControl privacyControl;
    private final ChoiceMetrics metrics;
    private final Clock clock;
    private final AccountTag accountTag;
    private final Notices notices;
    private final RegisteredClients clients;

    SettingsResource(
            Ledger ledger,
            ConsumerCheckpoints checkpoints,
            PolicyTimeline timeline,
            SettingsPageFactory pages,
            CurrentUser currentUser,
            UserLocale userLocale,
            GlobalPrivacyControl privacyControl,
            ChoiceMetrics metrics,
            Clock clock,
            AccountTag accountTag,
            Notices notices,
            RegisteredClients clients) {
        this.ledger = ledger;
        this.checkpoints = checkpoints;
        this.timeline = timeline;
        this.pages = pages;
        this.currentUser = currentUser;
        this.userLocale = userLocale;
        this.privacyControl = privacyControl;
        this.metrics = metrics;
        this.clock = clock;
        this.accountTag = accountTag;
        this.notices = notices;
        this.clients = clients;
    }

    /**
     * Shows the settings page. Unknown parameters are ignored.
     *
     * @param recorded the entry of a choice just made; shown as saved only if it is the current choice
     */
    @GET
    public TemplateInstance settings(@RestQuery String product, @RestQuery String from, @RestQuery String recorded) {
        var overview = ledger.overview(currentUser.account(), checkpoints.registered());
        if (!overview.knows(currentUser.email(), currentUser.hasVerifiedEmail(), currentUser.displayName())) {
            QuarkusTransaction.requiringNew()
                    .run(() -> AccountProfile.save(
                            currentUser.account(),
                            currentUser.email(),
                            currentUser.hasVerifiedEmail(),
                            currentUser.displayName()));
        }
        var notice = notices.take();
        var link = notice.map(about -> new LinkContext(about.product(), from, null))
                .orElseGet(() -> new LinkContext(product, from, recorded));
        return page(overview, link, notice.map(Notices.Notice::text).orElse(null));
    }

    /** Returns the tokens of {@link SettingsPageFactory#state}. */
    @GET
    @Path("state")
    @Produces(MediaType.TEXT_PLAIN)
    public String state() {
        return pages.state(ledger.state(currentUser.account()));
    }

    /** Opts out of a product. Always accepted, on any plan. */
    @POST
    @Path("{product}/opt-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response optOut(
            @RestPath String product, @BeanParam ChoiceForm form, @RestHeader("HX-Request") boolean fromHtmx) {
        return choose(product, ChoiceAction.OPT_OUT, form, fromHtmx);
    }

    /** Opts in again; 409 with the current state if the plan excludes use or the page was stale. */
    @POST
    @Path("{product}/opt-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response optIn(
            @RestPath String product, @BeanParam ChoiceForm form, @RestHeader("HX-Request") boolean fromHtmx) {
        return choose(product, ChoiceAction.OPT_IN, form, fromHtmx);
    }

    /** Withdraws an opt-out; 409 with the current state if the plan has a choice or the page was stale. */
    @POST
    @Path("{product}/withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response withdraw(
            @RestPath String product, @BeanParam ChoiceForm form, @RestHeader("HX-Request") boolean fromHtmx) {
        return choose(product, ChoiceAction.WITHDRAW, form, fromHtmx);
    }

    /**
     * Redirects to the settings after the sign-in that a form without a session required, or from a link to the form's
     * address. The notice that nothing was saved comes from the request without a session.
     */
    @GET
    @Path("{product}/{choice:opt-out|opt-in|withdraw}")
    public Response afterSignIn(@RestPath String product, @RestQuery String from) {
        return Response.seeOther(settingsPage(product, from, null)).build();
    }

    private Response choose(String product, ChoiceAction action, ChoiceForm form, boolean fromHtmx) {
        var objection = form.rejection(accountTag);
        if (objection.isPresent()) {
            return wholePage(product, form, objection.get(), fromHtmx);
        }
        var command = form.toCommand(
                currentUser.account(), product, action, timeline, clock.instant(), userLocale, privacyControl);
        var result = metrics.timed(() -> ledger.choose(command));
        var notice = CardNotice.of(result.outcome());
        if (notice == null) {
            return wholePage(product, form, null, fromHtmx);
        }
        if (notice == CardNotice.SAVED) {
            notices.remove();
        }
        if (fromHtmx && !isOfCurrentPage(form, result.consentState())) {
            return replaced(product, form, notice, result.consentState());
        }
        if (fromHtmx) {
            var card = pages.card(product, result, form.from);
            return Response.status(status(notice))
                    .entity(inLanguage(Templates.settings$pressed(card)))
                    .build();
        }
        if (notice == CardNotice.SAVED) {
            return Response.seeOther(savedPage(product, form, result.consentState()))
                    .build();
        }
        return Response.status(status(notice))
                .entity(present(product, form, notice))
                .build();
    }

    private boolean isOfCurrentPage(ChoiceForm form, ConsentState consentState) {
        return form.isOfPage(consentState.plan(), timeline.at(consentState.at()), userLocale.language());
    }

    /** Has htmx load the page again, because the rest of it would contradict the card. */
    private Response replaced(String product, ChoiceForm form, CardNotice notice, ConsentState consentState) {
        return notice == CardNotice.SAVED
                ? Response.ok()
                        .header("HX-Redirect", savedPage(product, form, consentState))
                        .build()
                : wholePage(product, form, notice, true);
    }

    /** Responds with the whole page, or a redirect to it, if the page that sent the form is outdated as a whole. */
    private Response wholePage(String product, ChoiceForm form, CardNotice notice, boolean fromHtmx) {
        var response = Response.status(Response.Status.CONFLICT).entity(present(product, form, notice));
        if (fromHtmx) {
            if (notice != null) {
                notices.send(product, notice.carried());
            }
            response.header("HX-Redirect", settingsPage(product, form.from, null));
        }
        return response.build();
    }

    private TemplateInstance present(String product, ChoiceForm form, CardNotice notice) {
        return page(
                ledger.overview(currentUser.account(), checkpoints.registered()),
                new LinkContext(product, form.from, null),
                notice);
    }

    private static Response.Status status(CardNotice notice) {
        return switch (notice) {
            case SAVED -> Response.Status.OK;
            case OPT_IN_LIMIT_REACHED -> Response.Status.TOO_MANY_REQUESTS;
            default -> Response.Status.CONFLICT;
        };
    }

    private TemplateInstance page(AccountOverview overview, LinkContext link, CardNotice notice) {
        return inLanguage(Templates.settings(pages.page(overview, link, notice)));
    }

    /** Returns the settings with the notice that the choice was saved; without it if there was nothing to withdraw. */
    private URI savedPage(String product, ChoiceForm form, ConsentState consentState) {
        var entry = consentState.choiceEntry();
        return settingsPage(product, form.from, entry == null ? null : String.valueOf(entry.sequence()));
    }

    private URI settingsPage(String product, String from, String recorded) {
        return new LinkContext(product, from, recorded).address(clients);
    }

    private TemplateInstance inLanguage(TemplateInstance template) {
        return template.setLocale(userLocale.locale());
    }
}
