package ai.datacontrols.web.ndjson;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines don't depend on how the network fragments them. */
class LineReaderTest {

    @Test
    void readsTheSameLinesWhereverTheyAreCut() throws IOException {
        var text = "\ufeffone\r\n\ntwo \ufeff\n" + "x".repeat(21) + "\n" + "y".repeat(20) + "\nlast";
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (var cut = 0; cut <= bytes.length; cut++) {
            var in = new SequenceInputStream(
                    new ByteArrayInputStream(bytes, 0, cut), new ByteArrayInputStream(bytes, cut, bytes.length - cut));
            assertThat(lines(in))
                    .as("cut at %d", cut)
                    .containsExactly("one\r", "", "two \ufeff", "too long", "y".repeat(20), "last");
        }
    }

    @Test
    void aByteOrderMarkAloneIsNotALine() throws IOException {
        assertThat(lines(new ByteArrayInputStream("\ufeff".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(lines(InputStream.nullInputStream())).isEmpty();
    }

    @Test
    void aBatchEndsAtTheMaximumLinesOrBytes() throws IOException {
        var reader = new LineReader(new ByteArrayInputStream("a\nb\nc\nddddd\ne\n".getBytes()), 100);
        assertThat(reader.next(2, 100)).hasSize(2);
        assertThat(reader.next(9, 6)).hasSize(2);
        assertThat(reader.next(9, 6)).hasSize(1);
        assertThat(reader.next(9, 6)).isEmpty();
    }

    private static List<String> lines(InputStream in) throws IOException {
        var reader = new LineReader(in, 20);
        var lines = new ArrayList<String>();
        for (var some = reader.next(2, 1_000); !some.isEmpty(); some = reader.next(2, 1_000)) {
            some.forEach(line ->
                    lines.add(line == LineReader.TOO_LONG ? "too long" : new String(line, StandardCharsets.UTF_8)));
        }
        return lines;
    }
}
