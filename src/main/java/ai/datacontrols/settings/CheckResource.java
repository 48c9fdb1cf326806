package ai.datacontrols.settings;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.policy.IntervalPart;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Product;
import ai.datacontrols.settings.CheckPage.Answer;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.auth.CurrentUser;
import ai.datacontrols.web.locale.PolicyTexts;
import ai.datacontrols.web.locale.RuleText;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** "Would this be used?": the signed-in person asks the decision function, as training pipelines do. */
@Path("/settings/check")
@Authenticated
public class CheckResource {

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        static native TemplateInstance check(CheckPage page);

        static native TemplateInstance check$answered(CheckPage page);
    }

    private final Ledger ledger;
    private final PolicyTimeline timeline;
    private final RegisteredClients clients;
    private final CurrentUser currentUser;
    private final UserLocale userLocale;

    CheckResource(
            Ledger ledger,
            PolicyTimeline timeline,
            RegisteredClients clients,
            CurrentUser currentUser,
            UserLocale userLocale) {
        this.ledger = ledger;
        this.timeline = timeline;
        this.clients = clients;
        this.currentUser = currentUser;
        this.userLocale = userLocale;
    }

    /**
     * The form, with the answer for what it asks: now, by the database's clock. An htmx request gets that part alone. A link may
     * give the instant of creation as RFC 3339; the field gives a minute in the reader's zone.
     *
     * @param form what is asked; what can't be answered comes back as it was written, with what is wrong with it
     * @param from the registered client that the person came from; an unknown one is ignored
     */
    @GET
    public TemplateInstance check(
            @BeanParam CheckForm form, @RestQuery String from, @RestHeader("HX-Request") boolean fromHtmx) {
        var page = page(form, from);
        return (fromHtmx ? Templates.check$answered(page) : Templates.check(page)).setLocale(userLocale.locale());
    }

    private CheckPage page(CheckForm form, String from) {
        var back = clients.returnLink(from).orElse(null);
        var createdAt = userLocale.instant(form.created());
        var account = new AccountFold(timeline);
        if (form.isAsked() && createdAt.isPresent()) {
            form.declare(account, createdAt.get());
        }
        var now = account.notBeforeTheLast(
                ledger.read(Map.of(currentUser.account(), account)).at());
        var policy = timeline.at(now);
        if (!form.isAsked()) {
            return new CheckPage(policy, form, List.of(), null, List.of(), account.erasedAt(), back);
        }
        var products = policy.products().stream().map(Product::id).toList();
        var faults = form.faults(products, policy.kinds(), createdAt, now);
        var answers = faults.isEmpty()
                ? answers(account.explainInterval(form.query(createdAt.get(), now), form.end(createdAt.get())), policy)
                : List.<Answer>of();
        return new CheckPage(policy, form, faults, createdAt.orElse(null), answers, account.erasedAt(), back);
    }

    private List<Answer> answers(List<IntervalPart> parts, Policy policy) {
        var answers = new ArrayList<Answer>();
        for (var place = 0; place < parts.size(); place++) {
            var until = place + 1 < parts.size() ? parts.get(place + 1).from() : null;
            answers.add(answer(parts.get(place), until, policy));
        }
        return answers;
    }

    private Answer answer(IntervalPart part, Instant until, Policy policy) {
        var texts = PolicyTexts.of(policy.textVersion(), userLocale.locale());
        var decision = part.explanation().decision();
        var rule = policy.rule(decision.rule()).map(it -> RuleText.of(it, texts));
        return new Answer(part.explanation(), part.from(), until, rule.orElse(null), entry(decision.entry()), policy);
    }

    private LedgerEntry entry(EntryRef decided) {
        return decided == null
                ? null
                : ledger.entry(currentUser.account(), decided.sequence()).orElseThrow();
    }
}
