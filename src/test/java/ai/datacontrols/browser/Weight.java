package ai.datacontrols.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Requests, and the bytes of their responses on the wire: headers and compressed bodies. Responses from the cache don't
 * count.
 */
public record Weight(int requests, long bytes, String details) {

    /** Fails if the page exceeds these limits, and lists its requests. */
    public void assertAtMost(int mostRequests, long mostBytes) {
        if (requests > mostRequests || bytes > mostBytes) {
            throw new AssertionError("%d requests and %d bytes; at most %d and %d are allowed:%n%s"
                    .formatted(requests, bytes, mostRequests, mostBytes, details));
        }
    }

    /** Also waits for requests after the load event. A request for a favicon counts, too. */
    static Weight of(Page page, Runnable load) {
        CDPSession cdp = page.context().newCDPSession(page);
        Scale scale = new Scale();
        cdp.on("Network.requestWillBeSent", scale::sent);
        cdp.on("Network.requestServedFromCache", scale::cached);
        cdp.on("Network.responseReceived", scale::received);
        cdp.on("Network.loadingFinished", scale::finished);
        cdp.on("Network.loadingFailed", scale::failed);
        cdp.send("Network.enable");
        load.run();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.waitForCondition(() -> scale.open.isEmpty());
        cdp.detach();
        return scale.weight();
    }

    static void emptyCache(Page page) {
        CDPSession cdp = page.context().newCDPSession(page);
        cdp.send("Network.enable");
        cdp.send("Network.clearBrowserCache");
        setCacheDisabled(cdp, true); // also empties the cache in memory
        setCacheDisabled(cdp, false);
        cdp.detach();
    }

    private static void setCacheDisabled(CDPSession cdp, boolean disabled) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("cacheDisabled", disabled);
        cdp.send("Network.setCacheDisabled", parameters);
    }

    private static final class Scale {

        private final Map<String, String> open = new LinkedHashMap<>();
        private final Map<String, Long> done = new LinkedHashMap<>();
        private int requests;

        void sent(JsonObject event) {
            String url = event.getAsJsonObject("request").get("url").getAsString();
            if (!url.startsWith("http")) {
                return; // data: and blob: don't cause requests
            }
            if (event.has("redirectResponse")) {
                finish(event, event.getAsJsonObject("redirectResponse"));
            }
            requests++;
            open.put(id(event), requests + ". " + url);
        }

        void cached(JsonObject event) {
            if (open.remove(id(event)) != null) {
                requests--;
            }
        }

        void received(JsonObject event) {
            JsonElement fromDisk = event.getAsJsonObject("response").get("fromDiskCache");
            if (fromDisk != null && fromDisk.getAsBoolean()) {
                cached(event);
            }
        }

        void finished(JsonObject event) {
            finish(event, event);
        }

        void failed(JsonObject event) {
            open.remove(id(event));
        }

        private void finish(JsonObject event, JsonObject weighed) {
            String url = open.remove(id(event));
            if (url != null) {
                done.put(url, weighed.get("encodedDataLength").getAsLong());
            }
        }

        private static String id(JsonObject event) {
            return event.get("requestId").getAsString();
        }

        Weight weight() {
            String details = done.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining(System.lineSeparator()));
            long bytes = done.values().stream().mapToLong(Long::longValue).sum();
            return new Weight(requests, bytes, details);
        }
    }
}
