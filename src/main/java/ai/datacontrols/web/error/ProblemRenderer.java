package ai.datacontrols.web.error;

import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

@Singleton
class ProblemRenderer implements ErrorRenderer {

    @Override
    public String mediaType() {
        return ProblemDetails.MEDIA_TYPE;
    }

    @Override
    public String render(RoutingContext context, RequestException error, String id) {
        return Json.encode(ProblemDetails.of(error, id));
    }
}
