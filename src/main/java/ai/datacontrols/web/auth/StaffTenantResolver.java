package ai.datacontrols.web.auth;

import ai.datacontrols.web.request.PageRequests;
import io.quarkus.oidc.TenantResolver;
import io.quarkus.oidc.runtime.OidcUtils;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Selects the tenant of staff pages: that of the pages until there is a staff session. The session of the pages has the
 * roles, so a person without the role of a page gets an error page, and no request for a second factor.
 */
@ApplicationScoped
class StaffTenantResolver implements TenantResolver {

    /** Returns null for all other paths, whose tenants are configured. */
    @Override
    public String resolve(RoutingContext context) {
        if (!PageRequests.isStaffPath(context.request().path())) {
            return null;
        }
        return SignInCookies.of(context) == SignInCookies.STAFF
                ? SignInCookies.STAFF.tenant()
                : OidcUtils.DEFAULT_TENANT_ID;
    }
}
