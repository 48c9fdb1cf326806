package ai.datacontrols.web.auth.staff;

import ai.datacontrols.web.auth.SignInCookies;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestQuery;

/** Begins the staff session. Its path always belongs to the tenant {@code support}, which requests a second factor. */
@Path(SignInCookies.SECOND_FACTOR)
@Authenticated
public class SecondFactorResource {

    private static final String START = "/support";

    private static final Pattern STAFF_PAGE = Pattern.compile(START + "(?:[/?][!-~]*)?");

    /** Redirects to the staff page that requires the session; to the start page if it is not one. */
    @GET
    public Response continueTo(@RestQuery String page) {
        var isStaffPage = page != null && STAFF_PAGE.matcher(page).matches();
        return Response.seeOther(address(isStaffPage ? page : START)).build();
    }

    private static URI address(String page) {
        try {
            return URI.create(page);
        } catch (IllegalArgumentException malformed) {
            return URI.create(START);
        }
    }
}
