package ai.datacontrols.web.ndjson;

import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.JsonErrorMessage;
import ai.datacontrols.web.error.ProblemDetails;
import ai.datacontrols.web.error.RequestException;
import ai.datacontrols.web.input.StorableText;
import ai.datacontrols.web.request.MediaTypes;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;

/**
 * Processes a stream of JSON lines (NDJSON, optionally gzip): one result per line, in order, in constant memory. The
 * client must read while it writes. Processing stops if the client disconnects or is idle.
 */
@Singleton
public class JsonLines {

    public static final String MEDIA_TYPE = "application/x-ndjson";

    private static final int AT_ONCE = 1_000;

    /** The size at which a batch is complete, because lines may be a hundred times longer than usual. */
    private static final int BYTES_AT_ONCE = 256 * 1024;

    private static final int LONGEST = 16 * 1024;

    private final ObjectMapper json;
    private final Streams streams;

    JsonLines(ObjectMapper json, Streams streams) {
        this.json = json;
        this.streams = streams;
    }

    public static boolean isBodyOf(HttpServerRequest request) {
        return MediaTypes.is(request.getHeader(HttpHeaders.CONTENT_TYPE), MEDIA_TYPE);
    }

    public interface Line {

        /** Returns the client's reference of the line, text or a whole number; null if missing. */
        JsonNode ref();

        /** @throws RequestException if the line is incomplete or contradictory */
        void check();
    }

    /** The result of an invalid line, with the client's reference if it could be read. */
    @JsonInclude(Include.NON_NULL)
    record RefusedLine(JsonNode ref, ProblemDetails problem) {

        static RefusedLine because(JsonNode ref, RequestException exception) {
            return new RefusedLine(ref, ProblemDetails.of(exception, null));
        }
    }

    /**
     * Streams the results of the lines of a request.
     *
     * @param answers maps a batch of lines to their results, in the same order, with an {@link RequestException} for
     *     each invalid line. If it throws, it is called again with each line alone. If it uses a transaction per line,
     *     it must use {@link LineAttempts}
     */
    public <Q extends Line> StreamingOutput answer(
            InputStream lines, Class<Q> type, Function<List<Q>, List<?>> answers) {
        var reader = json.readerFor(type);
        var watchdog = streams.watchdog();
        return watchdog.guard(out -> {
            try (var body = watchdog.body(lines)) {
                var source = new LineReader(body, LONGEST);
                var sink = new BufferedOutputStream(out, 64 * 1024);
                for (var some = next(source, watchdog); !some.isEmpty(); some = next(source, watchdog)) {
                    answer(some, reader, answers, sink);
                    sink.flush();
                }
            }
        });
    }

    private static List<byte[]> next(LineReader source, StreamWatchdog watchdog) throws IOException {
        watchdog.waitForClient();
        try {
            var lines = source.next(AT_ONCE, BYTES_AT_ONCE);
            watchdog.received(lines.size());
            return lines;
        } finally {
            watchdog.clientIsDone();
        }
    }

    private <Q extends Line> void answer(
            List<byte[]> lines, ObjectReader reader, Function<List<Q>, List<?>> answers, OutputStream sink)
            throws IOException {
        var taken = new ArrayList<Q>();
        var refused = new HashMap<Integer, RefusedLine>();
        for (var place = 0; place < lines.size(); place++) {
            try {
                Q line = read(lines.get(place), reader);
                taken.add(line);
            } catch (RequestException exception) {
                refused.put(place, RefusedLine.because(ref(lines.get(place)), exception));
            }
        }
        var answered =
                taken.isEmpty() ? List.of().iterator() : results(taken, answers).iterator();
        var asked = taken.iterator();
        for (var place = 0; place < lines.size(); place++) {
            var answer = refused.containsKey(place)
                    ? refused.get(place)
                    : answer(asked.next().ref(), answered.next());
            sink.write(json.writeValueAsBytes(answer));
            sink.write('\n');
        }
    }

    private static <Q> List<?> results(List<Q> lines, Function<List<Q>, List<?>> answers) {
        try {
            return answers.apply(lines);
        } catch (RequestException refused) {
            throw refused;
        } catch (RuntimeException failure) {
            return resultsOneByOne(lines, answers, failure);
        }
    }

    /**
     * Processes the lines of a batch again after a failure that any of them may have caused, which is safe because
     * every line is idempotent.
     *
     * @throws RuntimeException the failure if the database still can't be reached
     */
    private static <Q> List<?> resultsOneByOne(
            List<Q> lines, Function<List<Q>, List<?>> answers, RuntimeException failure) {
        var attempts = new LineAttempts();
        var results = new ArrayList<Object>();
        for (Q line : lines) {
            results.add(attempts.process(() -> answers.apply(List.of(line)).get(0)));
            if (results.size() == 1 && attempts.hasFailed()) {
                throw failure;
            }
        }
        return results;
    }

    private static Object answer(JsonNode ref, Object answer) {
        return answer instanceof RequestException exception ? RefusedLine.because(ref, exception) : answer;
    }

    /** Reads the reference on its own, so that the client can identify the line even if the rest is invalid. */
    private JsonNode ref(byte[] line) throws IOException {
        try {
            var ref = json.readTree(line).get("ref");
            return isName(ref) ? ref : null;
        } catch (JsonProcessingException noJson) {
            return null;
        }
    }

    /** @throws RequestException if the reference can't be echoed exactly, or the line is invalid */
    public static void check(Line line) {
        if (line.ref() != null && !line.ref().isNull() && !isName(line.ref())) {
            throw new RequestException(ErrorKind.INVALID_VALUE, "ref is text or a whole number");
        }
        line.check();
    }

    /** Other numbers can't be echoed exactly. */
    private static boolean isName(JsonNode ref) {
        return ref != null && (ref.isTextual() ? StorableText.isStorable(ref.textValue()) : ref.isIntegralNumber());
    }

    private static <Q extends Line> Q read(byte[] line, ObjectReader reader) throws IOException {
        if (line == LineReader.TOO_LONG) {
            throw new RequestException(ErrorKind.TOO_LARGE, "a line has at most " + LONGEST + " bytes");
        }
        try {
            Q question = line.length == 0 ? null : reader.readValue(line);
            if (question == null) {
                throw new RequestException(ErrorKind.INVALID_REQUEST, "the line is empty");
            }
            check(question);
            return question;
        } catch (JsonProcessingException fault) {
            throw JsonErrorMessage.toException(fault);
        }
    }
}
