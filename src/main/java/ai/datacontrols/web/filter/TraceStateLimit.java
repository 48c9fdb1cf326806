package ai.datacontrols.web.filter;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.quarkus.arc.Unremovable;
import io.quarkus.opentelemetry.runtime.propagation.TextMapPropagatorCustomizer;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Iterator;

/**
 * Ignores a {@code tracestate} of more than the 512 characters that W3C Trace Context (section 3.3.1.5) requires. The
 * library splits it by a regular expression that takes quadratic time on spaces, before any filter sees the request.
 */
@Singleton
@Unremovable
public class TraceStateLimit implements TextMapPropagatorCustomizer {

    private static final int MAX_LENGTH = 512;

    private static final String TRACE_STATE = "tracestate";

    @Override
    public TextMapPropagator customize(Context context) {
        return limit(context.propagator());
    }

    public static TextMapPropagator limit(TextMapPropagator propagator) {
        return new TextMapPropagator() {
            @Override
            public Collection<String> fields() {
                return propagator.fields();
            }

            @Override
            public <C> void inject(io.opentelemetry.context.Context context, C carrier, TextMapSetter<C> setter) {
                propagator.inject(context, carrier, setter);
            }

            @Override
            public <C> io.opentelemetry.context.Context extract(
                    io.opentelemetry.context.Context context, C carrier, TextMapGetter<C> getter) {
                return propagator.extract(context, carrier, new LimitedGetter<>(getter));
            }
        };
    }

    private record LimitedGetter<C>(TextMapGetter<C> all) implements TextMapGetter<C> {

        @Override
        public Iterable<String> keys(C carrier) {
            return all.keys(carrier);
        }

        @Override
        public String get(C carrier, String key) {
            var value = all.get(carrier, key);
            return key.equals(TRACE_STATE) && value != null && value.length() > MAX_LENGTH ? null : value;
        }

        @Override
        public Iterator<String> getAll(C carrier, String key) {
            return all.getAll(carrier, key);
        }
    }
}
