package ai.datacontrols.web.ndjson;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads lines as they arrive, in batches, with at most one batch in memory. Skips a byte order mark at the start. */
final class LineReader {

    /** Replaces a line that exceeds the limit. */
    static final byte[] TOO_LONG = new byte[0];

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int limit;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private long length;
    private boolean isFirst = true;
    private boolean ended;

    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * Blocks until a line is complete and adds those that have arrived with it; empty at the end. Never blocks while it
     * holds a complete line, because the client may be waiting for its result.
     */
    List<byte[]> next(int mostLines, int mostBytes) throws IOException {
        var lines = new ArrayList<byte[]>();
        for (var bytes = 0; lines.size() < mostLines && bytes < mostBytes; ) {
            var next = line(lines.isEmpty());
            if (next == null) {
                break;
            }
            lines.add(next);
            bytes += next.length;
        }
        return lines;
    }

    /** Returns the next line; null at the end, or if reading would block but must not. */
    private byte[] line(boolean mayBlock) throws IOException {
        while (true) {
            for (var end = position; end < limit; end++) {
                if (buffer[end] == '\n') {
                    append(end);
                    position++;
                    return complete();
                }
            }
            append(limit);
            if (ended || !mayBlock && in.available() <= 0) {
                return ended && length > 0 ? lastLine() : null;
            }
            position = 0;
            limit = Math.max(in.read(buffer, 0, buffer.length), 0);
            ended = limit == 0;
        }
    }

    private void append(int end) {
        var kept = Math.min(end - position, longest + BYTE_ORDER_MARK.length - line.size());
        line.write(buffer, position, kept);
        length += end - position;
        position = end;
    }

    private byte[] complete() {
        var bytes = line.toByteArray();
        var mark = isFirst && startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        var tooLong = length - mark > longest;
        isFirst = false;
        length = 0;
        line.reset();
        return tooLong ? TOO_LONG : mark == 0 ? bytes : Arrays.copyOfRange(bytes, mark, bytes.length);
    }

    /** A byte order mark alone is not a line. */
    private byte[] lastLine() {
        var wasFirst = isFirst;
        var last = complete();
        return wasFirst && last != TOO_LONG && last.length == 0 ? null : last;
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }
}
