package ai.datacontrols.web.ndjson;

import ai.datacontrols.web.error.ApiException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Limits concurrent requests, per client and in total. */
final class ClientLimit {

    private final String what;
    private final int most;
    private final int mostPerClient;
    private final Map<String, Integer> inProgress = new HashMap<>();
    private int total;

    /** @param what plural noun for the response of a rejected request */
    ClientLimit(String what, int most, int mostPerClient) {
        this.what = what;
        this.most = most;
        this.mostPerClient = mostPerClient;
    }

    /**
     * Reserves a place until the permit is closed.
     *
     * @throws ApiException 429 if the limit of the client or the total limit is reached
     */
    synchronized Permit acquire(String client) {
        if (inProgress.getOrDefault(client, 0) >= mostPerClient) {
            throw tooMany("a client may have " + mostPerClient + " " + what + " at the same time");
        }
        if (total >= most) {
            throw tooMany("this instance has as many " + what + " in progress as it takes");
        }
        inProgress.merge(client, 1, Integer::sum);
        total++;
        return new Permit(client);
    }

    synchronized int total() {
        return total;
    }

    private static ApiException tooMany(String detail) {
        return new ApiException(ApiException.Type.TOO_MANY_AT_ONCE, detail);
    }

    private synchronized void release(String client) {
        inProgress.computeIfPresent(client, (name, count) -> count == 1 ? null : count - 1);
        total--;
    }

    /** A reserved place. Closing it again has no effect. */
    final class Permit implements AutoCloseable {

        private final String client;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Permit(String client) {
            this.client = client;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release(client);
            }
        }
    }
}
