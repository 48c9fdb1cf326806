package ai.datacontrols.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A minimal persistent HTTP/1.1 connection, which uses little of the CPU that is shared with the measured server. */
final class HttpConnection implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    HttpConnection(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** A response; header names are in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {

        /** @throws IllegalStateException if the status isn't 2xx */
        Answer ok() {
            if (status / 100 != 2) {
                throw new IllegalStateException(status + " " + headers + " " + body);
            }
            return this;
        }
    }

    /** Sends a complete request, headers included, and reads the response. */
    Answer send(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        var status = Integer.parseInt(line().split(" ")[1]);
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(status, headers, body(headers));
    }

    /** Sends part of a request unchanged. */
    void write(String piece) throws IOException {
        socket.getOutputStream().write(piece.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a streamed response and discards it.
     *
     * @return number of lines
     * @throws IllegalStateException if the status isn't 200
     */
    long lines() throws IOException {
        var status = line();
        while (!line().isEmpty()) {
            // headers are skipped
        }
        if (!status.contains(" 200 ")) {
            throw new IllegalStateException(status);
        }
        var lines = 0L;
        var chunk = new byte[1 << 16];
        for (var length = Integer.parseInt(line(), 16); length > 0; length = Integer.parseInt(line(), 16)) {
            for (var left = length; left > 0; ) {
                var read = in.read(chunk, 0, Math.min(left, chunk.length));
                if (read < 0) {
                    throw new EOFException("broken off");
                }
                for (var n = 0; n < read; n++) {
                    lines += chunk[n] == '\n' ? 1 : 0;
                }
                left -= read;
            }
            line();
        }
        return lines;
    }

    private String body(Map<String, String> headers) throws IOException {
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            return text(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        var body = new StringBuilder();
        for (var length = Integer.parseInt(line(), 16); length > 0; length = Integer.parseInt(line(), 16)) {
            body.append(text(length));
            line();
        }
        line();
        return body.toString();
    }

    private String text(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("broken off");
            }
            line.append((char) read);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
