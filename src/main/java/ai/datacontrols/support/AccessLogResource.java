package ai.datacontrols.support;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.accesslog.AccessLogQuery;
import ai.datacontrols.accesslog.AccessLogView;
import ai.datacontrols.web.auth.staff.StaffOnly;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The access log for auditors: who accessed which account, when and why. */
@Path("/support/reads")
@StaffOnly
@RolesAllowed("auditor")
public class AccessLogResource {

    private static final String HTML = "text/html;charset=UTF-8";
    private static final int SIZE = 50;
    private static final int LINES_AT_ONCE = 1_000;

    /** One page of accesses; {@code last} is the access after which the older page begins, or null. */
    record AccessLogPage(
            List<AccessLogView> views, AccessLogView last, AccessLogFilter filter, List<AccessLogFilter.Fault> faults) {

        public String older() {
            return last == null ? null : filter.older(last);
        }

        public boolean hasFault(String field) {
            return faults.stream().anyMatch(fault -> fault.field().equals(field));
        }
    }

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

    /** Shows one page, newest first; if the filter is not valid, 400 without accesses, and the page names the fields. */
    @GET
    public Response page(@Context UriInfo request) {
        var filter = new AccessLogFilter(request.getQueryParameters());
        var faults = filter.faults(userLocale);
        if (!faults.isEmpty()) {
            return refusal(filter, faults);
        }
        var found = accessLog.page(filter.query(userLocale), SIZE + 1);
        var shown = found.subList(0, Math.min(SIZE, found.size()));
        var last = found.size() > SIZE ? shown.get(SIZE - 1) : null;
        return Response.ok(page(new AccessLogPage(shown, last, filter, List.of())))
                .build();
    }

    private Response refusal(AccessLogFilter filter, List<AccessLogFilter.Fault> faults) {
        return Response.status(Response.Status.BAD_REQUEST)
                .type(HTML)
                .entity(page(new AccessLogPage(List.of(), null, filter, faults)).render())
                .build();
    }

    private TemplateInstance page(AccessLogPage page) {
        return Templates.reads(page).setLocale(userLocale.locale());
    }

    /** Downloads all matching accesses as NDJSON, newest first; 400 with the page if the filter is not valid. */
    @GET
    @ExportStream
    @StreamCaller(CallerKind.AUDITOR)
    @Path("download")
    @Produces(JsonLines.MEDIA_TYPE)
    public Response download(@Context UriInfo request) {
        var filter = new AccessLogFilter(request.getQueryParameters());
        var faults = filter.faults(userLocale);
        if (!faults.isEmpty()) {
            return refusal(filter, faults);
        }
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
