package ai.datacontrols.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads lines as they come, some at a time, and keeps no more of them than that. */
final class LineReader {

    /** In place of a line that is longer than the limit; what it said is passed over. */
    static final byte[] TOO_LONG = new byte[0];

    private final InputStream in;
    private final int longest;

    LineReader(InputStream in, int longest) {
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.longest = longest;
    }

    /** Waits for a line and takes those that have arrived with it; empty at the end. */
    List<byte[]> next(int most) throws IOException {
        var lines = new ArrayList<byte[]>();
        do {
            var line = line();
            if (line == null) {
                return lines;
            }
            lines.add(line);
        } while (lines.size() < most && in.available() > 0);
        return lines;
    }

    private byte[] line() throws IOException {
        var line = new ByteArrayOutputStream(256);
        var length = 0L;
        for (var read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                return length == 0 ? null : whole(line, length);
            }
            length++;
            if (length <= longest) {
                line.write(read);
            }
        }
        return whole(line, length);
    }

    private byte[] whole(ByteArrayOutputStream line, long length) {
        return length > longest ? TOO_LONG : line.toByteArray();
    }
}
