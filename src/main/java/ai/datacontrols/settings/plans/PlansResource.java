package ai.datacontrols.settings.plans;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.feed.ConsumerCheckpoints;
import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.PlanChangeSimulation;
import ai.datacontrols.policy.PlanChangeSimulation.SimulatedOutcome;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Plan;
import ai.datacontrols.settings.LinkContext;
import ai.datacontrols.settings.ProductCard;
import ai.datacontrols.settings.SettingsPageFactory;
import ai.datacontrols.settings.plans.PlansPage.ProductSimulation;
import ai.datacontrols.web.auth.CurrentUser;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** Serves the page "Plans": decisions simulated for each plan, with the current choices of the person. */
@Path("/settings/plans")
@Authenticated
public class PlansResource {

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        static native TemplateInstance plans(PlansPage page);
    }

    private final Ledger ledger;
    private final ConsumerCheckpoints checkpoints;
    private final PolicyTimeline timeline;
    private final SettingsPageFactory pages;
    private final CurrentUser currentUser;
    private final UserLocale userLocale;

    PlansResource(
            Ledger ledger,
            ConsumerCheckpoints checkpoints,
            PolicyTimeline timeline,
            SettingsPageFactory pages,
            CurrentUser currentUser,
            UserLocale userLocale) {
        this.ledger = ledger;
        this.checkpoints = checkpoints;
        this.timeline = timeline;
        this.pages = pages;
        this.currentUser = currentUser;
        this.userLocale = userLocale;
    }

    @GET
    public TemplateInstance plans(@RestQuery String from) {
        var account = currentUser.account();
        var fold = new AccountFold(timeline);
        timeline.products().forEach(product -> fold.expect(product, null));
        var at = ledger.read(Map.of(account, fold)).at();
        var simulation = new PlanChangeSimulation(fold, fold.notBeforeTheLast(at));
        var settings =
                pages.page(ledger.overview(account, checkpoints.registered()), new LinkContext(null, from, null), null);
        var products = settings.cards().stream()
                .map(card -> ProductSimulation.of(card, outcomes(card, simulation)))
                .toList();
        return Templates.plans(new PlansPage(products, settings.back(), settings.erasedAt()))
                .setLocale(userLocale.locale());
    }

    private static List<SimulatedOutcome> outcomes(ProductCard card, PlanChangeSimulation simulation) {
        var plans =
                new ArrayList<>(card.product().plans().stream().map(Plan::id).toList());
        if (card.plan() != null) {
            plans.add(null);
        }
        return plans.stream().map(plan -> simulation.simulate(card.id(), plan)).toList();
    }
}
