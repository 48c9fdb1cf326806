package ai.datacontrols.web.ndjson;

import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.request.RequestId;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Ends a stream whose client neither sends nor reads, or that exceeds its maximum duration. Reads of the body and
 * writes of the response have no timeout that a client couldn't extend byte by byte. A client that waits for the first
 * result gets 408; after that, the connection is closed.
 */
final class StreamWatchdog implements AutoCloseable {

    static final Duration NO_TIMEOUT = Duration.ofNanos(Long.MAX_VALUE);

    private static final Logger LOG = Logger.getLogger(StreamWatchdog.class);
    private static final long CHECK_MILLIS = 1_000;

    private final RoutingContext routing;
    private final String client;
    private final String kind;
    private final Duration idleTimeout;
    private final Duration timeout;
    private final int minLines;
    private final MeterRegistry metrics;
    private final long startedAt = System.nanoTime();
    private final AtomicBoolean reported = new AtomicBoolean();
    private volatile boolean connectionFailed;
    private volatile RequestException expired;
    private Thread waiting;
    private long waitingSince;
    private long waited;
    private long linesWhileWaited;
    private Vertx vertx;
    private long timer;

    /**
     * @param idleTimeout how long the client may neither complete a line nor read
     * @param minLines the minimum of lines while the instance has waited for the client for the idle timeout in total,
     *     so that a slow client doesn't keep its place; 0 for no minimum
     */
    StreamWatchdog(
            RoutingContext routing,
            String client,
            String kind,
            Duration idleTimeout,
            Duration timeout,
            int minLines,
            MeterRegistry metrics) {
        this.routing = routing;
        this.client = client;
        this.kind = kind;
        this.idleTimeout = idleTimeout;
        this.timeout = timeout;
        this.minLines = minLines;
        this.metrics = metrics;
        routing.put(StreamWatchdog.class.getName(), this);
    }

    /** Returns the watchdog of a request admitted by {@link StreamAdmission}. */
    static StreamWatchdog of(RoutingContext routing) {
        return routing.get(StreamWatchdog.class.getName());
    }

    void start(Vertx vertx) {
        this.vertx = vertx;
        timer = vertx.setPeriodic(CHECK_MILLIS, id -> check());
    }

    /** Called by the thread of the stream when it has ended. */
    @Override
    public void close() {
        vertx.cancelTimer(timer);
        // clears a late interrupt, which must not affect the thread's next task
        Thread.interrupted();
    }

    synchronized void waitForClient() {
        waitingSince = System.nanoTime();
        waiting = Thread.currentThread();
    }

    synchronized void clientIsDone() {
        waited += System.nanoTime() - waitingSince;
        waiting = null;
    }

    synchronized void received(int lines) {
        linesWhileWaited += lines;
    }

    InputStream body(InputStream raw) {
        var body = new Body(raw);
        return ContentCodings.isGzip(routing.request()) ? new GzipDecoder(body) : body;
    }

    /** Applies the idle timeout to a response. A disconnected client is reported as such, not as an internal error. */
    StreamingOutput guard(StreamingOutput response) {
        return out -> {
            try {
                response.write(new Response(out));
            } catch (IOException | RuntimeException e) {
                if (!connectionFailed) {
                    throw e;
                }
                report("disconnected", "the client has disconnected");
                throw expired != null
                        ? expired
                        : new RequestException(ErrorKind.INVALID_REQUEST, "the connection was closed");
            }
        };
    }

    private synchronized void check() {
        var now = System.nanoTime();
        if (waiting != null && now - waitingSince > idleTimeout.toNanos()) {
            end("idle", "client neither sent a line nor read for " + idleTimeout);
        } else if (waited > idleTimeout.toNanos() && isTooSlow()) {
            end("slow", "client sent fewer than " + minLines + " lines in " + idleTimeout);
        } else if (now - startedAt > timeout.toNanos()) {
            end("overdue", "not complete after " + timeout);
        }
    }

    /** Also begins the next interval. */
    private boolean isTooSlow() {
        var isTooSlow = linesWhileWaited < minLines;
        waited = 0;
        linesWhileWaited = 0;
        return isTooSlow;
    }

    private void end(String reason, String words) {
        vertx.cancelTimer(timer);
        report(reason, words);
        expired = new RequestException(ErrorKind.REQUEST_TIMEOUT, words);
        if (waiting != null && !routing.response().headWritten()) {
            waiting.interrupt();
        } else {
            closeNow(((ConnectionBase) routing.request().connection()).channel());
        }
    }

    /** Closes the connection without flushing pending writes. A close through Vert.x' own handler would wait for them. */
    private static void closeNow(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.pipeline().firstContext().close();
    }

    private void report(String reason, String words) {
        if (reported.compareAndSet(false, true)) {
            metrics.counter("data.controls.streams.ended", "kind", kind, "reason", reason)
                    .increment();
            LOG.infof("%s stream of client %s ended, request %s: %s", kind, client, RequestId.of(routing), words);
        }
    }

    private final class Body extends FilterInputStream {

        Body(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                if (expired != null) {
                    // reading an endless line may never block, and so never be interrupted
                    throw new InterruptedIOException();
                }
                return super.read(target, offset, length);
            } catch (IOException e) {
                connectionFailed = true;
                throw e;
            }
        }

        /** Closing the body itself would block until the client has sent all of it. */
        @Override
        public void close() {
            // the server discards the rest
        }
    }

    private final class Response extends FilterOutputStream {

        Response(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            waitForClient();
            try {
                out.write(source, offset, length);
            } catch (IOException e) {
                connectionFailed = true;
                throw e;
            } finally {
                clientIsDone();
            }
        }

        @Override
        public void flush() throws IOException {
            waitForClient();
            try {
                out.flush();
            } catch (IOException e) {
                connectionFailed = true;
                throw e;
            } finally {
                clientIsDone();
            }
        }
    }
}
