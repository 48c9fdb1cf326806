package ai.datacontrols.settings.history;

import ai.datacontrols.settings.history.HistoryPage.PageCursor;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.Rfc3339;
import ai.datacontrols.web.auth.CurrentUser;
import ai.datacontrols.web.input.FormValues;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/settings/history")
@Authenticated
public class HistoryResource {

    @CheckedTemplate(basePath = "settings")
    static class Templates {
        static native TemplateInstance history(HistoryPage page);
    }

    private final HistoryPageFactory pages;
    private final RegisteredClients clients;
    private final CurrentUser currentUser;
    private final UserLocale userLocale;

    HistoryResource(
            HistoryPageFactory pages, RegisteredClients clients, CurrentUser currentUser, UserLocale userLocale) {
        this.pages = pages;
        this.clients = clients;
        this.currentUser = currentUser;
        this.userLocale = userLocale;
    }

    /**
     * Shows one page of the history, newest first.
     *
     * @param before the instant that the page starts before; missing or malformed for the newest page
     * @param sequence the sequence that the page starts before, among items at that instant; missing for none of those
     *     items, malformed for the newest page
     * @param entry the entry to show, on whichever page contains it; ignored if it doesn't exist
     */
    @GET
    public TemplateInstance history(
            @RestQuery String before, @RestQuery String sequence, @RestQuery String entry, @RestQuery String from) {
        var back = clients.returnLink(from).orElse(null);
        var page = FormValues.sequence(entry)
                .map(number -> pages.pageWith(currentUser.account(), number, back))
                .orElseGet(() -> pages.page(currentUser.account(), start(before, sequence), back));
        return Templates.history(page).setLocale(userLocale.locale());
    }

    private static PageCursor start(String before, String sequence) {
        return Rfc3339.parseParameter(before)
                .flatMap(at -> FormValues.sequence(sequence == null ? "0" : sequence)
                        .map(number -> new PageCursor(at, number)))
                .orElse(PageCursor.NEWEST);
    }
}
