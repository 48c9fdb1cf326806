package ai.datacontrols.support;

import ai.datacontrols.support.AccountPage.Fault;
import ai.datacontrols.web.PageLink;
import ai.datacontrols.web.auth.staff.StaffOnly;
import ai.datacontrols.web.input.Parameters;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Shows an account as the person sees it, with its history and explanations, at present or at a past instant. */
@Path("/support/accounts")
@StaffOnly
@RolesAllowed("support")
public class AccountResource {

    @CheckedTemplate(basePath = "support")
    static class Templates {
        static native TemplateInstance account(AccountPage page);
    }

    private final SupportLookup lookup;
    private final AccountPageFactory pages;
    private final UserLocale userLocale;
    private final Clock clock;

    AccountResource(SupportLookup lookup, AccountPageFactory pages, UserLocale userLocale, Clock clock) {
        this.lookup = lookup;
        this.pages = pages;
        this.userLocale = userLocale;
        this.clock = clock;
    }

    /** Records the access first, with the reason of the last 15 minutes, or redirects to the form that asks for one. */
    @GET
    @Path("{account:" + Parameters.UUID_PATTERN + "}")
    public Response account(@RestPath UUID account, @BeanParam AccountQuery query) {
        var begun = lookup.findAccess(account, query.accessSequence());
        if (begun.isEmpty()) {
            return Response.seeOther(
                            PageLink.to("/support").with("account", account).uri())
                    .build();
        }
        var moment = query.asOfMoment(userLocale).instant();
        var fault = fault(query, moment);
        var asOf = fault == null ? moment.orElse(null) : null;
        var reason = begun.get().reason();
        var read = lookup.account(account, asOf, reason, query.subject(userLocale));
        var page = pages.page(account, query, asOf, fault, reason, read);
        return Response.ok(Templates.account(page).setLocale(userLocale.locale()))
                .build();
    }

    private Fault fault(AccountQuery query, Optional<Instant> moment) {
        if (query.asOf().isEmpty()) {
            return null;
        }
        if (moment.isEmpty()) {
            return Fault.MOMENT_UNREADABLE;
        }
        return moment.get().isAfter(clock.instant()) ? Fault.MOMENT_IN_THE_FUTURE : null;
    }
}
