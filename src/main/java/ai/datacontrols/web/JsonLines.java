package ai.datacontrols.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Answers a stream of JSON lines (NDJSON) with another: a line in, a line out, in order, for as long as it lasts and in the
 * same memory. The caller must read while it writes. Who goes away ends the work.
 */
@Singleton
public class JsonLines {

    public static final String MEDIA_TYPE = "application/x-ndjson";

    /** Lines that are answered together. */
    private static final int AT_ONCE = 1_000;

    private static final int LONGEST = 16 * 1024;

    private final ObjectMapper json;

    JsonLines(ObjectMapper json) {
        this.json = json;
    }

    /** The answer to a line that can't be taken: what the line was about, as far as it said so, and why. */
    public record Refused(String ref, ProblemDetails problem) {}

    /**
     * @param lines the caller's
     * @param type what each line is
     * @param answers gives some questions their answers, one each in the same order; it runs once for many lines
     */
    public <Q> StreamingOutput answer(InputStream lines, Class<Q> type, Function<List<Q>, List<?>> answers) {
        var reader = json.readerFor(type).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        return out -> {
            var source = new LineReader(lines, LONGEST);
            var sink = new BufferedOutputStream(out, 64 * 1024);
            for (var some = source.next(AT_ONCE); !some.isEmpty(); some = source.next(AT_ONCE)) {
                answer(some, reader, answers, sink);
                sink.flush();
            }
        };
    }

    private <Q> void answer(
            List<byte[]> lines, ObjectReader reader, Function<List<Q>, List<?>> answers, OutputStream sink)
            throws IOException {
        var questions = new ArrayList<Q>();
        var refusals = new ArrayList<Refused>();
        for (byte[] line : lines) {
            try {
                Q question = read(line, reader);
                questions.add(question);
                refusals.add(null);
            } catch (ApiProblem problem) {
                refusals.add(new Refused(null, ProblemDetails.of(problem)));
            }
        }
        var answered = questions.isEmpty()
                ? List.of().iterator()
                : answers.apply(questions).iterator();
        for (Refused refused : refusals) {
            sink.write(json.writeValueAsBytes(refused == null ? answered.next() : refused));
            sink.write('\n');
        }
    }

    private static <Q> Q read(byte[] line, ObjectReader reader) throws IOException {
        if (line == LineReader.TOO_LONG) {
            throw new ApiProblem(ApiProblem.Type.TOO_LARGE, "a line has at most " + LONGEST + " bytes");
        }
        try {
            Q question = reader.readValue(line);
            if (question == null) {
                throw new ApiProblem(ApiProblem.Type.INVALID_REQUEST, "the line is empty");
            }
            return question;
        } catch (JsonProcessingException fault) {
            throw new ApiProblem(ApiProblem.Type.INVALID_REQUEST, JsonFault.words(fault));
        }
    }
}
