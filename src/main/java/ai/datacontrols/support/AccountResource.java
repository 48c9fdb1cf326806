package ai.datacontrols.support;

import ai.datacontrols.support.AccountPage.Fault;
import ai.datacontrols.web.ApiProblem;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.StaffOnly;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** One account as the person sees it, with its history and the why: now, or as of a past moment. Read-only. */
@Path("/support/accounts")
@StaffOnly
@RolesAllowed("support")
public class AccountResource {

    @CheckedTemplate(basePath = "support")
    static class Templates {
        static native TemplateInstance account(AccountPage page);
    }

    private final Looks looks;
    private final AccountPages pages;
    private final Reader reader;
    private final Clock clock;

    AccountResource(Looks looks, AccountPages pages, Reader reader, Clock clock) {
        this.looks = looks;
        this.pages = pages;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * The account. The look is recorded first, with the reason that was given for it in the last 15 minutes; without one,
     * this leads to the form that asks for it.
     */
    @GET
    @Path("{account:" + ApiProblem.UUID_PATTERN + "}")
    public Response account(@RestPath UUID account, @BeanParam Asking asking) {
        var begun = looks.begun(account, asking.beganWith());
        if (begun.isEmpty()) {
            return Response.seeOther(UriBuilder.fromPath("/support")
                            .queryParam("account", account)
                            .build())
                    .build();
        }
        var moment = reader.instant(asking.asOf());
        var fault = fault(asking, moment);
        var asOf = fault == null ? moment.orElse(null) : null;
        var reason = begun.get().reason();
        var read = looks.account(account, asOf, reason, asking.subject());
        var page = pages.page(account, asking, asOf, fault, reason, read);
        return Response.ok(Templates.account(page).setLocale(reader.locale())).build();
    }

    private Fault fault(Asking asking, Optional<Instant> moment) {
        if (asking.asOf().isEmpty()) {
            return null;
        }
        if (moment.isEmpty()) {
            return Fault.MOMENT_UNREADABLE;
        }
        return moment.get().isAfter(clock.instant()) ? Fault.MOMENT_IN_THE_FUTURE : null;
    }
}
