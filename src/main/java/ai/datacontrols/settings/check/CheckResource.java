package ai.datacontrols.settings.check;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.policy.IntervalPart;
import ai.datacontrols.policy.PastUse;
import ai.datacontrols.policy.PermittedPeriod;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.ResumableFold;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import ai.datacontrols.settings.check.CheckPage.Answer;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** Serves the page "Check", which calls the same decision function as training pipelines. */
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
     * Shows the form, with the result of its query as of now, by the database's clock. An htmx request gets only the
     * result. A link may contain an instant in RFC 3339; the fields contain a day, or a minute, in the user's time
     * zone.
     */
    @GET
    public TemplateInstance check(
            @BeanParam CheckForm form, @RestQuery String from, @RestHeader("HX-Request") boolean fromHtmx) {
        var page = page(form, from);
        return (fromHtmx ? Templates.check$answered(page) : Templates.check(page)).setLocale(userLocale.locale());
    }

    private CheckPage page(CheckForm form, String from) {
        var back = clients.returnLink(from).orElse(null);
        var createdAt = form.createdAt(userLocale);
        var account = new AccountFold(timeline);
        var start = form.isAsked() ? createdAt.orElse(null) : null;
        var end = start == null ? null : form.end(start, userLocale);
        var pastUse = start == null
                ? new PastUse(form.product(), timeline)
                : new PastUse(form.product(), timeline, start, end);
        if (start != null) {
            form.declare(account, start, end);
        }
        var reader = start == null ? account : ResumableFold.all(List.of(account, pastUse));
        var readers = Map.of(currentUser.account(), reader);
        var now = account.notBeforeTheLast(ledger.read(readers).at());
        var policy = timeline.at(now);
        if (!form.isAsked()) {
            return new CheckPage(policy, form, List.of(), null, List.of(), account.erasedAt(), back);
        }
        var products = policy.products().stream().map(Product::id).toList();
        var faults = form.faults(products, policy.kinds(), createdAt, now);
        var answers = List.<Answer>of();
        if (faults.isEmpty()) {
            var parts = account.explainInterval(form.query(start, now), end);
            var isUsableAtTimes = Policy.INPUT_OUTPUT.equals(form.data());
            answers = answers(parts, isUsableAtTimes ? pastUse.until(now).periods() : List.of(), end, policy);
        }
        return new CheckPage(policy, form, faults, createdAt.orElse(null), answers, account.erasedAt(), back);
    }

    /** Returns several results for a part in which some data could be used at its time and some could not. */
    private List<Answer> answers(List<IntervalPart> parts, List<PermittedPeriod> periods, Instant end, Policy policy) {
        var answers = new ArrayList<Answer>();
        for (var index = 0; index < parts.size(); index++) {
            var part = parts.get(index);
            var isLast = index + 1 == parts.size();
            var partEnd = isLast ? end : parts.get(index + 1).from();
            var isPermitted = part.explanation().decision().permitted();
            var starts = new TreeSet<Instant>(Set.of(part.from()));
            if (!isPermitted) {
                periods.stream()
                        .flatMap(period -> Stream.of(period.from(), period.until()))
                        .filter(at -> at.isAfter(part.from()) && at.isBefore(partEnd))
                        .forEach(starts::add);
            }
            for (Instant start : starts) {
                var next = starts.higher(start);
                var past = periods.stream()
                        .filter(period -> !isPermitted && period.contains(start))
                        .findFirst()
                        .map(period -> new PermittedPeriod(start, period.until()));
                answers.add(answer(part, start, next == null && !isLast ? partEnd : next, past.orElse(null), policy));
            }
        }
        return answers;
    }

    private Answer answer(IntervalPart part, Instant from, Instant until, PermittedPeriod pastUse, Policy policy) {
        var texts = PolicyTexts.latest(policy, userLocale.locale());
        var decision = part.explanation().decision();
        var rule =
                policy.rule(decision.rule()).map(it -> RuleText.of(it, texts)).orElse(null);
        return new Answer(part.explanation(), from, until, pastUse, rule, entry(decision.entry()), policy);
    }

    private LedgerEntry entry(EntryRef decided) {
        return decided == null
                ? null
                : ledger.entry(currentUser.account(), decided.sequence()).orElseThrow();
    }
}
