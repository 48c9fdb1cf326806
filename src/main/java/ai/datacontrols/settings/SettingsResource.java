package ai.datacontrols.settings;

import ai.datacontrols.ledger.AccountProfile;
import ai.datacontrols.ledger.Chosen;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Product;
import ai.datacontrols.policy.Standing;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.SignedIn;
import ai.datacontrols.web.Wording;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.util.UUID;
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
    private final PolicyTimeline timeline;
    private final RegisteredClients clients;
    private final SignedIn signedIn;
    private final Reader reader;
    private final Clock clock;

    SettingsResource(
            Ledger ledger,
            PolicyTimeline timeline,
            RegisteredClients clients,
            SignedIn signedIn,
            Reader reader,
            Clock clock) {
        this.ledger = ledger;
        this.timeline = timeline;
        this.clients = clients;
        this.signedIn = signedIn;
        this.reader = reader;
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
        QuarkusTransaction.requiringNew()
                .run(() -> AccountProfile.keep(
                        signedIn.account(), signedIn.email(), signedIn.displayName(), reader.language()));
        return page(product, from, recorded, null);
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

    private Response choose(String productId, Choice choice, ChoiceForm form, boolean fromHtmx) {
        var policy = policy();
        var product = policy.product(productId).orElseThrow(NotFoundException::new);
        var chosen = ledger.choose(form.toChoosing(signedIn.account(), product.id(), choice, timeline, policy, reader));
        var status = isSaved(chosen) ? Response.Status.OK : Response.Status.CONFLICT;
        if (fromHtmx) {
            var card = card(product, chosen.standing(), chosen.outcome(), false, form.from);
            return Response.status(status)
                    .entity(inLanguage(Templates.settings$choice(card)))
                    .build();
        }
        if (isSaved(chosen)) {
            return Response.seeOther(UriBuilder.fromPath("/settings")
                            .queryParam("product", product.id())
                            .queryParam(
                                    "from",
                                    clients.returnLink(form.from)
                                            .map(link -> link.from())
                                            .orElse(""))
                            .queryParam(
                                    "recorded", chosen.standing().choiceEntry().sequence())
                            .build())
                    .build();
        }
        return Response.status(status)
                .entity(page(product.id(), form.from, null, chosen.outcome()))
                .build();
    }

    private TemplateInstance page(String arrivedFor, String from, String recorded, ChoiceOutcome outcome) {
        var state = ledger.state(signedIn.account());
        var cards = policy().products().stream()
                .map(product -> {
                    var standing = state.standing(product.id());
                    var concerned = product.id().equals(arrivedFor);
                    var saved = concerned && isChoice(recorded, standing) ? ChoiceOutcome.RECORDED : null;
                    return card(product, standing, concerned && outcome != null ? outcome : saved, concerned, from);
                })
                .toList();
        return inLanguage(Templates.settings(
                new SettingsPage(cards, clients.returnLink(from).orElse(null))));
    }

    private Card card(Product product, Standing standing, ChoiceOutcome outcome, boolean arrivedFor, String from) {
        var policy = policy();
        return new Card(
                product,
                standing,
                policy,
                Wording.of(policy.textVersion(), reader.locale()),
                outcome,
                arrivedFor,
                clients.returnLink(from).orElse(null),
                UUID.randomUUID());
    }

    private Policy policy() {
        return timeline.at(clock.instant());
    }

    private TemplateInstance inLanguage(TemplateInstance template) {
        return template.setLocale(reader.locale());
    }

    private static boolean isSaved(Chosen chosen) {
        return chosen.outcome() == ChoiceOutcome.RECORDED || chosen.outcome() == ChoiceOutcome.ALREADY_STANDING;
    }

    private static boolean isChoice(String recorded, Standing standing) {
        return standing.choiceEntry() != null
                && String.valueOf(standing.choiceEntry().sequence()).equals(recorded);
    }
}
