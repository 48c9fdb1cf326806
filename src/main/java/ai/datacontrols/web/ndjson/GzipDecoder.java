package ai.datacontrols.web.ndjson;

import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes a gzip request body (RFC 1952) in constant memory. {@link java.util.zip.GZIPInputStream} drops members that
 * arrive late and data after the last member, and its {@code available()} is always 1.
 */
final class GzipDecoder extends InputStream {

    /** Inflated bytes that are allowed whatever was received; a ratio alone would reject short repetitive bodies. */
    static final long RATIO_EXEMPT = 64L * 1024 * 1024;

    /** NDJSON of accounts compresses to a tenth; deflate can reach 1:1,032. */
    static final int MAX_RATIO = 100;

    private static final int MAGIC = 0x1f8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final CRC32 headerChecksum = new CRC32();
    private final byte[] received = new byte[8 * 1024];
    private int position;
    private int limit;
    private final byte[] inflated = new byte[16 * 1024];
    private int inflatedPosition;
    private int inflatedLimit;
    private long totalReceived;
    private long totalInflated;
    private boolean anyMember;
    private boolean inMember;
    private RequestException failure;

    GzipDecoder(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws RequestException if the body is damaged, incomplete or inflates beyond the limits */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inflatedPosition == inflatedLimit) {
            if (!inMember) {
                if (!startMember()) {
                    return -1;
                }
            } else if (!inflate()) {
                if (inflater.finished()) {
                    endMember();
                } else if (!receive()) {
                    throw invalid("ends early");
                }
            }
        }
        var count = Math.min(length, inflatedLimit - inflatedPosition);
        System.arraycopy(inflated, inflatedPosition, target, offset, count);
        inflatedPosition += count;
        return count;
    }

    /** Inflates what has already been received, so that a caller never blocks while it holds complete lines. */
    @Override
    public int available() throws IOException {
        if (inMember && inflatedPosition == inflatedLimit && failure == null) {
            try {
                while (!inflate() && !inflater.finished() && in.available() > 0 && receive()) {
                    // until something is inflated or nothing more has been received
                }
            } catch (RequestException exception) {
                // the lines before the damage are processed first; the next read() fails
                failure = exception;
            }
        }
        return inflatedLimit - inflatedPosition;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private boolean inflate() {
        if (failure != null) {
            throw failure;
        }
        try {
            var count = inflater.inflate(inflated);
            checksum.update(inflated, 0, count);
            inflatedPosition = 0;
            inflatedLimit = count;
            totalInflated += count;
            if (totalInflated > RATIO_EXEMPT + MAX_RATIO * totalReceived) {
                throw new RequestException(
                        ErrorKind.TOO_LARGE,
                        "the gzip body inflates to more than %d MB and more than %d times its size"
                                .formatted(RATIO_EXEMPT / 1024 / 1024, MAX_RATIO));
            }
            return count > 0;
        } catch (DataFormatException e) {
            throw invalid("is damaged");
        }
    }

    private boolean receive() throws IOException {
        if (!fill()) {
            return false;
        }
        inflater.setInput(received, 0, limit);
        return true;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(in.read(received), 0);
        totalReceived += limit;
        return limit > 0;
    }

    private boolean startMember() throws IOException {
        if (position == limit && !fill()) {
            if (!anyMember) {
                throw invalid("is empty");
            }
            return false;
        }
        readHeader();
        checksum.reset();
        inflater.reset();
        inflater.setInput(received, position, limit - position);
        anyMember = true;
        inMember = true;
        return true;
    }

    private void readHeader() throws IOException {
        headerChecksum.reset();
        if ((headerByte() << 8 | headerByte()) != MAGIC) {
            throw invalid(anyMember ? "has data after its end" : "is not gzip");
        }
        var method = headerByte();
        var flags = headerByte();
        if (method != DEFLATE || (flags & RESERVED) != 0) {
            throw invalid("has an unknown compression method or flag");
        }
        // modification time, extra flags, operating system
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(headerByte() | headerByte() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            var expected = (int) headerChecksum.getValue() & 0xffff;
            if ((nextByte() | nextByte() << 8) != expected) {
                throw invalid("is damaged");
            }
        }
    }

    private void skip(int count) throws IOException {
        for (var n = 0; n < count; n++) {
            headerByte();
        }
    }

    private void skipText() throws IOException {
        while (headerByte() != 0) {
            // not used
        }
    }

    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        if (littleEndian() != (int) checksum.getValue() || littleEndian() != (int) inflater.getBytesWritten()) {
            throw invalid("is damaged");
        }
        inMember = false;
    }

    private int littleEndian() throws IOException {
        return nextByte() | nextByte() << 8 | nextByte() << 16 | nextByte() << 24;
    }

    private int headerByte() throws IOException {
        var next = nextByte();
        headerChecksum.update(next);
        return next;
    }

    private int nextByte() throws IOException {
        if (position == limit && !fill()) {
            throw invalid(anyMember && !inMember ? "has data after its end" : "ends early");
        }
        return received[position++] & 0xff;
    }

    private static RequestException invalid(String fault) {
        return new RequestException(ErrorKind.INVALID_REQUEST, "the gzip body " + fault);
    }
}
