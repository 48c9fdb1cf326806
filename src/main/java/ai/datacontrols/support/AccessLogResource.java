package ai.datacontrols.support;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.accesslog.AccessLogQuery;
import ai.datacontrols.accesslog.AccessLogView;
import ai.datacontrols.web.auth.StaffOnly;
import ai.datacontrols.web.locale.UserLocale;
import ai.datacontrols.web.ndjson.CallerKind;
import ai.datacontrols.web.ndjson.ExportStream;
import ai.datacontrols.web.ndjson.JsonLines;
import ai.datacontrols.web.ndjson.StreamCaller;
import ai.datacontrols.web.ndjson.Streams;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The access log for auditors: who accessed which account, when and why. */
@Path("/support/reads")
@StaffOnly
@RolesAllowed("auditor")
public class AccessLogResource {

    private static final int SIZE = 50;
    private static final int LINES_AT_ONCE = 1_000;

    /** One page of accesses; {@code last} is the access after which the older page begins, null if there is none. */
    record AccessLogPage(
            List<AccessLogView> views, AccessLogView last, AccessLogFilter filter, boolean isFilterWrong) {}

    @CheckedTemplate(basePath = "support")
    static class Templates {
        static native TemplateInstance reads(AccessLogPage page);
    }

    private final AccessLog accessLog;
    private final UserLocale userLocale;
    private final ObjectMapper json;
    private final Streams streams;

    AccessLogResource(AccessLog accessLog, UserLocale userLocale, ObjectMapper json, Streams streams) {
        this.accessLog = accessLog;
        this.userLocale = userLocale;
        this.json = json;
        this.streams = streams;
    }

    /** Shows one page, newest first. A malformed filter is ignored, and the page says so. */
    @GET
    public TemplateInstance page(@BeanParam AccessLogFilter filter) {
        var found = accessLog.page(filter.query(userLocale), SIZE + 1);
        var shown = found.subList(0, Math.min(SIZE, found.size()));
        var last = found.size() > SIZE ? shown.get(SIZE - 1) : null;
        return Templates.reads(new AccessLogPage(shown, last, filter, filter.isWrong(userLocale)))
                .setLocale(userLocale.locale());
    }

    /** Downloads all matching accesses as NDJSON, newest first. */
    @GET
    @ExportStream
    @StreamCaller(CallerKind.AUDITOR)
    @Path("download")
    @Produces(JsonLines.MEDIA_TYPE)
    public Response download(@BeanParam AccessLogFilter filter) {
        var query = filter.query(userLocale);
        StreamingOutput lines = streams.guard(out -> write(query, out));
        return Response.ok(lines)
                .header("Content-Disposition", "attachment; filename=\"support-reads.ndjson\"")
                .build();
    }

    private void write(AccessLogQuery query, OutputStream out) throws IOException {
        for (var some = accessLog.page(query, LINES_AT_ONCE);
                !some.isEmpty();
                some = accessLog.page(after(query, some), LINES_AT_ONCE)) {
            for (AccessLogView view : some) {
                out.write(json.writeValueAsBytes(view));
                out.write('\n');
            }
        }
    }

    private static AccessLogQuery after(AccessLogQuery query, List<AccessLogView> some) {
        var last = some.get(some.size() - 1);
        return query.after(last.recordedAt(), last.staff());
    }
}
