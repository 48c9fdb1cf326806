package ai.datacontrols.support;

import ai.datacontrols.ledger.ReadsWanted;
import ai.datacontrols.ledger.RecordedRead;
import ai.datacontrols.ledger.SupportReads;
import ai.datacontrols.web.ExportStream;
import ai.datacontrols.web.JsonLines;
import ai.datacontrols.web.Reader;
import ai.datacontrols.web.StaffOnly;
import ai.datacontrols.web.Streams;
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

/** Auditors see who looked at whom, when and why. */
@Path("/support/reads")
@StaffOnly
@RolesAllowed("auditor")
public class ReadsResource {

    private static final int SIZE = 50;
    private static final int LINES_AT_ONCE = 1_000;

    /** One page of looks; {@code last} is the one that an older page comes after, null when there is none. */
    record ReadsPage(List<RecordedRead> reads, RecordedRead last, ReadsFilter filter, boolean isFilterWrong) {}

    @CheckedTemplate(basePath = "support")
    static class Templates {
        static native TemplateInstance reads(ReadsPage page);
    }

    private final SupportReads reads;
    private final Reader reader;
    private final ObjectMapper json;
    private final Streams streams;

    ReadsResource(SupportReads reads, Reader reader, ObjectMapper json, Streams streams) {
        this.reads = reads;
        this.reader = reader;
        this.json = json;
        this.streams = streams;
    }

    /** One page, newest first. A filter that can't be read is passed over, and the page says so. */
    @GET
    public TemplateInstance page(@BeanParam ReadsFilter filter) {
        var found = reads.page(filter.wanted(reader), SIZE + 1);
        var shown = found.subList(0, Math.min(SIZE, found.size()));
        var last = found.size() > SIZE ? shown.get(SIZE - 1) : null;
        return Templates.reads(new ReadsPage(shown, last, filter, filter.isWrong(reader)))
                .setLocale(reader.locale());
    }

    /** All of those wanted as JSON lines, newest first. */
    @GET
    @ExportStream
    @Path("download")
    @Produces(JsonLines.MEDIA_TYPE)
    public Response download(@BeanParam ReadsFilter filter) {
        var wanted = filter.wanted(reader);
        StreamingOutput lines = streams.guard(out -> write(wanted, out));
        return Response.ok(lines)
                .header("Content-Disposition", "attachment; filename=\"support-reads.ndjson\"")
                .build();
    }

    private void write(ReadsWanted wanted, OutputStream out) throws IOException {
        for (var some = reads.page(wanted, LINES_AT_ONCE);
                !some.isEmpty();
                some = reads.page(after(wanted, some), LINES_AT_ONCE)) {
            for (RecordedRead read : some) {
                out.write(json.writeValueAsBytes(read));
                out.write('\n');
            }
        }
    }

    private static ReadsWanted after(ReadsWanted wanted, List<RecordedRead> some) {
        var last = some.get(some.size() - 1);
        return wanted.after(last.recordedAt(), last.staff());
    }
}
