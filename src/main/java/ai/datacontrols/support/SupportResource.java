package ai.datacontrols.support;

import ai.datacontrols.support.SearchPage.Problem;
import ai.datacontrols.web.PageLink;
import ai.datacontrols.web.auth.AccountTag;
import ai.datacontrols.web.auth.staff.StaffOnly;
import ai.datacontrols.web.input.TypedText;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Serves the search of staff for an account, which requires a reason. */
@Path("/support")
@StaffOnly
@RolesAllowed("support")
public class SupportResource {

    @CheckedTemplate(basePath = "support")
    static class Templates {
        static native TemplateInstance search(SearchPage page);
    }

    private final SupportLookup lookup;
    private final AccessReasonValidator reasonValidator;
    private final UserLocale userLocale;
    private final AccountTag accountTag;

    SupportResource(
            SupportLookup lookup, AccessReasonValidator reasonValidator, UserLocale userLocale, AccountTag accountTag) {
        this.lookup = lookup;
        this.reasonValidator = reasonValidator;
        this.userLocale = userLocale;
        this.accountTag = accountTag;
    }

    @GET
    public TemplateInstance form(@RestQuery String account) {
        return page(SearchPage.blank(account));
    }

    /**
     * Searches for an account by e-mail address (ignoring case) or id, and redirects to it. The search is recorded
     * first.
     *
     * @return 409 with a blank form if the form was opened by another staff member, 422 with the form if something is
     *     missing, 404 with the form if there is no such account, 429 above the hourly limit
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response search(@RestForm String subject, @RestForm String reason, @RestForm String account) {
        if (!accountTag.matches(account)) {
            return again(409, SearchPage.wrong("", "", Problem.ANOTHER_SIGN_IN));
        }
        var sought = TypedText.withoutSpaces(subject);
        if (sought.isEmpty() || sought.length() > 255) {
            return again(422, SearchPage.wrong(sought, reason, Problem.SUBJECT_MISSING));
        }
        var accepted = reasonValidator.validate(reason);
        if (accepted.isEmpty()) {
            return again(422, SearchPage.wrong(sought, reason, Problem.REASON_MISSING));
        }
        var search = lookup.search(sought, accepted.get());
        var found = search.found();
        if (found.isEmpty()) {
            return again(404, SearchPage.wrong(sought, reason, Problem.NO_ACCOUNT));
        }
        return found.size() == 1
                ? Response.seeOther(toAccount(found.get(0), search.sequence())).build()
                : again(200, new SearchPage(sought, reason, null, found, search.sequence()));
    }

    /** The redirect URI of the identity provider. The OIDC extension handles the callback before this method is called. */
    @GET
    @Path("signed-in")
    @Authenticated
    public Response signedIn() {
        return Response.seeOther(URI.create("/support")).build();
    }

    /** Ends the staff session and that of the pages, here and at the identity provider. */
    @GET
    @Path("sign-out")
    @Authenticated
    public Response signOut() {
        return Response.seeOther(URI.create("/support/signed-out")).build();
    }

    private static URI toAccount(UUID account, long read) {
        return PageLink.to("/support/accounts/" + account).with("read", read).uri();
    }

    private Response again(int status, SearchPage page) {
        return Response.status(status).entity(page(page)).build();
    }

    private TemplateInstance page(SearchPage page) {
        return Templates.search(page).setLocale(userLocale.locale());
    }
}
