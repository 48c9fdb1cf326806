package ai.datacontrols.settings.export;

import ai.datacontrols.web.auth.CurrentUser;
import ai.datacontrols.web.ndjson.CallerKind;
import ai.datacontrols.web.ndjson.ExportStream;
import ai.datacontrols.web.ndjson.StreamCaller;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

@Path("/settings/record.json")
@Authenticated
public class DataExportResource {

    private final DataExport export;
    private final CurrentUser currentUser;

    DataExportResource(DataExport export, CurrentUser currentUser) {
        this.export = export;
        this.currentUser = currentUser;
    }

    /**
     * Downloads the file ({@code /schemas/record-2.json}). An aborted response lacks the end that HTTP requires.
     *
     * @return 429 if the person or the instance has reached its limit of concurrent exports
     */
    @GET
    @ExportStream
    @StreamCaller(CallerKind.PERSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response record() {
        return Response.ok(export.of(currentUser.account()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"data-controls.json\"")
                .build();
    }
}
