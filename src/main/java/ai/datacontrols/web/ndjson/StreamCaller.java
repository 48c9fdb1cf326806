package ai.datacontrols.web.ndjson;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the callers of a streaming resource method, whose places it takes. Required with each kind of stream. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface StreamCaller {

    CallerKind value();
}
