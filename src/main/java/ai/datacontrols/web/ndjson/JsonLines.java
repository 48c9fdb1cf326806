package ai.datacontrols.web.ndjson;

import ai.datacontrols.web.error.ApiException;
import ai.datacontrols.web.error.JsonErrorMessage;
import ai.datacontrols.web.error.ProblemDetails;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
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
 * Answers a stream of JSON lines (NDJSON), gzip or not, with another: a line in, a line out, in order, for as long as it lasts
 * and in the same memory. The caller must read while it writes. If the client disconnects or falls silent, processing stops.
 */
@Singleton
public class JsonLines {

    public static final String MEDIA_TYPE = "application/x-ndjson";

    /** Lines that are answered together. */
    private static final int AT_ONCE = 1_000;

    /** Bytes after which no further line is answered together with those before: lines may be a hundred times the usual. */
    private static final int BYTES_AT_ONCE = 256 * 1024;

    private static final int LONGEST = 16 * 1024;

    private final ObjectMapper json;
    private final Streams streams;

    JsonLines(ObjectMapper json, Streams streams) {
        this.json = json;
        this.streams = streams;
    }

    /** One line of the caller's. */
    public interface Line {

        /** What the caller calls it, text or a whole number; null when it has no name. */
        JsonNode ref();

        /** @throws ApiException when something is missing, or contradicts itself */
        void check();
    }

    /**
     * The answer to a line that can't be taken.
     *
     * @param ref what the caller calls the line, if it could be read
     * @param problem why
     */
    @JsonInclude(Include.NON_NULL)
    record Refused(JsonNode ref, ProblemDetails problem) {

        static Refused because(JsonNode ref, ApiException exception) {
            return new Refused(ref, ProblemDetails.of(exception));
        }
    }

    /**
     * @param lines the caller's
     * @param type what each line is
     * @param answers gives some lines their answers, one each in the same order, and an {@link ApiException} to one that it
     *     can't take; it runs once for many lines
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
            return source.next(AT_ONCE, BYTES_AT_ONCE);
        } finally {
            watchdog.clientIsDone();
        }
    }

    private <Q extends Line> void answer(
            List<byte[]> lines, ObjectReader reader, Function<List<Q>, List<?>> answers, OutputStream sink)
            throws IOException {
        var taken = new ArrayList<Q>();
        var refused = new HashMap<Integer, Refused>();
        for (var place = 0; place < lines.size(); place++) {
            try {
                Q line = read(lines.get(place), reader);
                taken.add(line);
            } catch (ApiException exception) {
                refused.put(place, Refused.because(ref(lines.get(place)), exception));
            }
        }
        var answered =
                taken.isEmpty() ? List.of().iterator() : answers.apply(taken).iterator();
        var asked = taken.iterator();
        for (var place = 0; place < lines.size(); place++) {
            var answer = refused.containsKey(place)
                    ? refused.get(place)
                    : answer(asked.next().ref(), answered.next());
            sink.write(json.writeValueAsBytes(answer));
            sink.write('\n');
        }
    }

    private static Object answer(JsonNode ref, Object answer) {
        return answer instanceof ApiException exception ? Refused.because(ref, exception) : answer;
    }

    /** The caller wants to know which line it was, even if the rest of it makes no sense. */
    private JsonNode ref(byte[] line) throws IOException {
        try {
            var ref = json.readTree(line).get("ref");
            return isName(ref) ? ref : null;
        } catch (JsonProcessingException noJson) {
            return null;
        }
    }

    /** @throws ApiException when its name would not come back as it came, or when it makes no sense in itself */
    public static void check(Line line) {
        if (line.ref() != null && !line.ref().isNull() && !isName(line.ref())) {
            throw new ApiException(ApiException.Type.INVALID_VALUE, "ref is text or a whole number");
        }
        line.check();
    }

    /** Other numbers would not come back as they came. */
    private static boolean isName(JsonNode ref) {
        return ref != null && (ref.isTextual() || ref.isIntegralNumber());
    }

    private static <Q extends Line> Q read(byte[] line, ObjectReader reader) throws IOException {
        if (line == LineReader.TOO_LONG) {
            throw new ApiException(ApiException.Type.TOO_LARGE, "a line has at most " + LONGEST + " bytes");
        }
        try {
            Q question = line.length == 0 ? null : reader.readValue(line);
            if (question == null) {
                throw new ApiException(ApiException.Type.INVALID_REQUEST, "the line is empty");
            }
            check(question);
            return question;
        } catch (JsonProcessingException fault) {
            throw new ApiException(ApiException.Type.INVALID_REQUEST, JsonErrorMessage.of(fault));
        }
    }
}
