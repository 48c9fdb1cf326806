package ai.datacontrols.settings;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.LedgerEntry;
import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.policy.IntervalPart;
import ai.datacontrols.policy.Policy;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Product;
import ai.datacontrols.settings.CheckPage.Answer;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.RuleWords;
import ai.datacontrols.web.SignedIn;
import ai.datacontrols.web.Wording;
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
    private final SignedIn signedIn;
    private final Reader reader;

    CheckResource(Ledger ledger, PolicyTimeline timeline, RegisteredClients clients, SignedIn signedIn, Reader reader) {
        this.ledger = ledger;
        this.timeline = timeline;
        this.clients = clients;
        this.signedIn = signedIn;
        this.reader = reader;
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
        return (fromHtmx ? Templates.check$answered(page) : Templates.check(page)).setLocale(reader.locale());
    }

    private CheckPage page(CheckForm form, String from) {
        var back = clients.returnLink(from).orElse(null);
        var createdAt = reader.instant(form.created());
        var account = new AccountFold(timeline);
        if (form.isAsked() && createdAt.isPresent()) {
            form.declare(account, createdAt.get());
        }
        var now = account.notBeforeTheLast(
                ledger.read(Map.of(signedIn.account(), account)).at());
        var policy = timeline.at(now);
        if (!form.isAsked()) {
            return new CheckPage(policy, form, List.of(), null, List.of(), account.erasedAt(), back);
        }
        var products = policy.products().stream().map(Product::id).toList();
        var faults = form.faults(products, policy.kinds(), createdAt, now);
        var answers = faults.isEmpty()
                ? answers(
                        account.explainInterval(form.question(createdAt.get(), now), form.end(createdAt.get())), policy)
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
        var wording = Wording.of(policy.textVersion(), reader.locale());
        var decision = part.explanation().decision();
        var rule = policy.rule(decision.rule()).map(it -> RuleWords.of(it, wording));
        return new Answer(part.explanation(), part.from(), until, rule.orElse(null), entry(decision.entry()), policy);
    }

    private LedgerEntry entry(EntryRef decided) {
        return decided == null
                ? null
                : ledger.entry(signedIn.account(), decided.sequence()).orElseThrow();
    }
}
