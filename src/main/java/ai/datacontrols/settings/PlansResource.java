package ai.datacontrols.settings;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Pipelines;
import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.Foresight;
import ai.datacontrols.policy.Foresight.Outlook;
import ai.datacontrols.policy.Plan;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.settings.PlansPage.ProductOutlook;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.SignedIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** "What if my plan changes?": the decision function run forward, with everything that the signed-in person has chosen. */
@Path("/settings/plans")
@Authenticated
public class PlansResource {

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        static native TemplateInstance plans(PlansPage page);
    }

    private final Ledger ledger;
    private final Pipelines pipelines;
    private final PolicyTimeline timeline;
    private final SettingsPages pages;
    private final SignedIn signedIn;
    private final Reader reader;

    PlansResource(
            Ledger ledger,
            Pipelines pipelines,
            PolicyTimeline timeline,
            SettingsPages pages,
            SignedIn signedIn,
            Reader reader) {
        this.ledger = ledger;
        this.pipelines = pipelines;
        this.timeline = timeline;
        this.pages = pages;
        this.signedIn = signedIn;
        this.reader = reader;
    }

    /**
     * For every plan what would become of what was written before, and of what is written from then on.
     *
     * @param from the registered client that the person came from; an unknown one is ignored
     */
    @GET
    public TemplateInstance plans(@RestQuery String from) {
        var account = signedIn.account();
        var fold = new AccountFold(timeline);
        timeline.products().forEach(product -> fold.expect(product, null));
        var at = ledger.read(Map.of(account, fold)).at();
        var foresight = new Foresight(fold, fold.notBeforeTheLast(at));
        var settings = pages.page(pipelines.view(account), new Arrival(null, from, null), null);
        var products = settings.cards().stream()
                .map(card -> ProductOutlook.of(card, outlooks(card, foresight)))
                .toList();
        return Templates.plans(new PlansPage(products, settings.back(), settings.erasedAt()))
                .setLocale(reader.locale());
    }

    /** Every plan, and what happens if the present one ends. */
    private static List<Outlook> outlooks(Card card, Foresight foresight) {
        var plans =
                new ArrayList<>(card.product().plans().stream().map(Plan::id).toList());
        if (card.plan() != null) {
            plans.add(null);
        }
        return plans.stream().map(plan -> foresight.outlook(card.id(), plan)).toList();
    }
}
