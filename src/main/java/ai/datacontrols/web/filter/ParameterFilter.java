package ai.datacontrols.web.filter;

import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.JsonErrorMessage;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.request.ApiPath;
import ai.datacontrols.web.request.RequestPipeline;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Rejects requests of the API with a query parameter that the operation doesn't have, that is repeated or empty:
 * ignoring it, the operation would do something else than requested. Authorization comes first.
 */
@ApplicationScoped
class ParameterFilter {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter(nonBlocking = true, priority = RequestPipeline.OfResources.PARAMETERS)
    void check(RoutingContext routing, ResourceInfo resource) {
        if (!ApiPath.isOwn(routing.request().path()) || routing.request().query() == null) {
            return;
        }
        var parameters = routing.queryParams();
        var names = known.computeIfAbsent(resource.getResourceMethod(), ParameterFilter::names);
        for (var parameter : parameters.entries()) {
            var name = parameter.getKey();
            if (!names.contains(name)) {
                throw invalid("unknown parameter '" + JsonErrorMessage.shortened(name) + "'");
            }
            if (parameters.getAll(name).size() > 1) {
                throw invalid(name + " is repeated");
            }
            if (parameter.getValue().isEmpty()) {
                throw invalid(name + " is empty");
            }
        }
    }

    private static Set<String> names(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RestQuery.class))
                .map(ParameterFilter::name)
                .collect(Collectors.toSet());
    }

    private static String name(Parameter parameter) {
        var explicit = parameter.getAnnotation(RestQuery.class).value();
        return explicit.isEmpty() ? parameter.getName() : explicit;
    }

    private static RequestException invalid(String detail) {
        return new RequestException(ErrorKind.INVALID_VALUE, detail);
    }
}
