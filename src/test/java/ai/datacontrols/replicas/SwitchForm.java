package ai.datacontrols.replicas;

import ai.datacontrols.ledger.store.LedgerEntry.Kind;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;

public record SwitchForm(URI action, Map<String, String> fields) {

    public static SwitchForm on(HttpResponse<String> page, String product) {
        var form = Jsoup.parse(page.body()).selectFirst("#" + product + "-choice form");
        var fields = new HashMap<String, String>();
        form.select("input").forEach(input -> fields.put(input.attr("name"), input.val()));
        return new SwitchForm(page.uri().resolve(form.attr("action")), fields);
    }

    UUID requestId() {
        return UUID.fromString(fields.get("requestId"));
    }

    Kind kind() {
        return action.getPath().endsWith("/opt-out") ? Kind.OPTED_OUT : Kind.OPTED_IN;
    }
}
