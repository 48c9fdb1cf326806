package ai.datacontrols.decisions.authzen;

import ai.datacontrols.web.SiteConfig;
import ai.datacontrols.web.request.ApiPath;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Serves where evaluations are answered, for clients of AuthZEN; public. */
@Path(ApiPath.AUTHZEN_METADATA)
@PermitAll
public class MetadataResource {

    /**
     * The endpoints, with the names of the standard.
     *
     * @param decisionPoint the public URL of this service, without a path; clients compare it with the one they asked
     */
    record AuthZenMetadata(
            @JsonProperty("policy_decision_point") URI decisionPoint,
            @JsonProperty("access_evaluation_endpoint") URI evaluation,
            @JsonProperty("access_evaluations_endpoint") URI evaluations) {}

    private final URI address;

    MetadataResource(SiteConfig site) {
        address = site.address();
    }

    /** Returns the metadata. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response metadata() {
        return Response.ok(new AuthZenMetadata(
                        URI.create(address.getScheme() + "://" + address.getRawAuthority()),
                        address.resolve("/access/v1/evaluation"),
                        address.resolve("/access/v1/evaluations")))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
                .build();
    }
}
