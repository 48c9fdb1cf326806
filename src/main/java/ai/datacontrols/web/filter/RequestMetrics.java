package ai.datacontrols.web.filter;

import ai.datacontrols.web.request.Caller;
import ai.datacontrols.web.request.HttpMethods;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.arc.Unremovable;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps values chosen by clients out of the labels of request metrics: each would add a time series, and may be an
 * e-mail address. Only HTTP methods and paths of resources are labels.
 */
@Singleton
@Unremovable
class RequestMetrics implements MeterFilter, HttpServerMetricsTagsContributor {

    private static final String PREFIX = "http.server.";

    /** The placeholders that Quarkus uses instead of a path. */
    private static final Set<String> NO_PATHS =
            Set.of("NOT_FOUND", "REDIRECTION", "UNKNOWN", "root", "/cors-preflight");

    private final Set<String> routes = ConcurrentHashMap.newKeySet();

    /** Remembers a route before its metric is registered; adds no tags. */
    @Override
    public Tags contribute(Context context) {
        Object route = context.requestContextLocalData(Caller.ROUTE);
        if (route != null) {
            routes.add(withoutSlashAtTheEnd(route.toString()));
        }
        return Tags.empty();
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith(PREFIX)) {
            return id;
        }
        var method = id.getTag("method");
        var uri = id.getTag("uri");
        var known = id;
        if (method != null && !HttpMethods.isKnown(method)) {
            known = known.replaceTags(Tags.of(known.getTags()).and(Tag.of("method", "OTHER")));
        }
        if (uri != null && !isKnown(uri) && !isServedFile(id)) {
            known = known.replaceTags(Tags.of(known.getTags()).and(Tag.of("uri", "UNMATCHED")));
        }
        return known;
    }

    private boolean isKnown(String uri) {
        return NO_PATHS.contains(uri) || routes.contains(uri);
    }

    /** Static files are not resources, but their number is limited. */
    private static boolean isServedFile(Meter.Id id) {
        return "SUCCESS".equals(id.getTag("outcome")) && Set.of("GET", "HEAD").contains(id.getTag("method"));
    }

    private static String withoutSlashAtTheEnd(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
