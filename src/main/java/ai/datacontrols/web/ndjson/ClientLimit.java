package ai.datacontrols.web.ndjson;

import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Limits concurrent requests, per client, per kind of caller and in total. */
final class ClientLimit {

    private final String what;
    private final int most;
    private final int mostPerClient;
    private final int reserved;
    private final Map<CallerKind, Integer> byKind = new EnumMap<>(CallerKind.class);
    private final Map<String, Integer> byClient = new HashMap<>();
    private int total;

    ClientLimit(String what, int most, int mostPerClient, int reserved, Set<CallerKind> kinds) {
        this.what = what;
        this.most = most;
        this.mostPerClient = mostPerClient;
        this.reserved = reserved;
        kinds.forEach(kind -> byKind.put(kind, 0));
    }

    /**
     * Reserves a place until the permit is closed.
     *
     * @throws RequestException 429 if the limit of the client or the total limit is reached, or the remaining places
     *     are those of other kinds of caller
     */
    synchronized Permit acquire(CallerKind kind, String client) {
        if (byClient.getOrDefault(client, 0) >= mostPerClient) {
            throw tooMany("a client may have " + mostPerClient + " " + what + " at the same time");
        }
        if (total >= most) {
            throw tooMany("this instance has as many " + what + " in progress as it takes");
        }
        if (total + keptFromOthers(kind) >= most) {
            throw tooMany("this instance keeps its remaining places for " + what + " of other roles");
        }
        byClient.merge(client, 1, Integer::sum);
        byKind.merge(kind, 1, Integer::sum);
        total++;
        return new Permit(kind, client);
    }

    private int keptFromOthers(CallerKind kind) {
        return byKind.entrySet().stream()
                .filter(other -> other.getKey() != kind)
                .mapToInt(other -> Math.max(0, reserved - other.getValue()))
                .sum();
    }

    synchronized int total() {
        return total;
    }

    private static RequestException tooMany(String detail) {
        return new RequestException(ErrorKind.TOO_MANY_AT_ONCE, detail);
    }

    private synchronized void release(CallerKind kind, String client) {
        byClient.computeIfPresent(client, (name, count) -> count == 1 ? null : count - 1);
        byKind.merge(kind, -1, Integer::sum);
        total--;
    }

    /** A reserved place. Closing it again has no effect. */
    final class Permit implements AutoCloseable {

        private final CallerKind kind;
        private final String client;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Permit(CallerKind kind, String client) {
            this.kind = kind;
            this.client = client;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release(kind, client);
            }
        }
    }
}
