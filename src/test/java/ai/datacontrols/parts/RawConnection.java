package ai.datacontrols.parts;

import io.restassured.RestAssured;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One HTTP/1.1 connection at the level of bytes: the test decides what is sent and read, and when. */
public final class RawConnection implements AutoCloseable {

    private final URI address;
    private final Socket socket;
    private final InputStream in;
    private int leftOfChunk;

    /** Connects to the application of this test. */
    public RawConnection(Duration patience) throws IOException {
        this(URI.create("http://localhost:" + RestAssured.port), patience);
    }

    /** Connects to another application. */
    public RawConnection(URI address, Duration patience) throws IOException {
        this.address = address;
        socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout((int) patience.toMillis());
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** Sends the request line and headers; the body follows in chunks. */
    public void post(String path, String token) throws IOException {
        post(path, token, "Content-Type: application/x-ndjson\r\n");
    }

    /** Sends the request line and headers with further headers, each ended by CR LF. */
    public void post(String path, String token, String headers) throws IOException {
        head("POST", path, token, headers + "Transfer-Encoding: chunked\r\n");
    }

    /** Sends a request with the first part of a JSON document of this length. */
    public void document(String path, String token, int length, String part) throws IOException {
        head("POST", path, token, "Content-Type: application/json\r\nContent-Length: " + length + "\r\n");
        write(part);
    }

    public void get(String path, String token) throws IOException {
        head("GET", path, token, "");
    }

    /** Sends a GET request with a browser's cookies instead of a token. */
    public void getWithCookies(String path, String cookies) throws IOException {
        write("GET %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n\r\n".formatted(path, address.getAuthority(), cookies));
    }

    private void head(String method, String path, String token, String more) throws IOException {
        write("%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%s\r\n"
                .formatted(method, path, address.getAuthority(), token, more));
    }

    public void chunk(String text) throws IOException {
        chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    public void chunk(byte... bytes) throws IOException {
        var chunk = new ByteArrayOutputStream();
        chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunk.writeBytes(bytes);
        chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(chunk.toByteArray());
    }

    /** Sends the last chunk. */
    public void end() throws IOException {
        write("0\r\n\r\n");
    }

    /** Reads the status line and skips the headers. */
    public String status() throws IOException {
        var status = headLine();
        while (!headLine().isEmpty()) {
            // headers are skipped
        }
        return status;
    }

    /**
     * Reads the next line of the response's body.
     *
     * @return null at the end of a complete response
     * @throws EOFException if the response is incomplete
     */
    public String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var read = body(); read != '\n'; read = body()) {
            if (read < 0) {
                return null;
            }
            line.write(read);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private int body() throws IOException {
        if (leftOfChunk == 0) {
            leftOfChunk = Integer.parseInt(headLine(), 16);
            if (leftOfChunk == 0) {
                return -1;
            }
        }
        var read = in.read();
        if (read < 0) {
            throw new EOFException("broken off in the middle");
        }
        if (--leftOfChunk == 0) {
            headLine();
        }
        return read;
    }

    private String headLine() throws IOException {
        var line = new StringBuilder();
        for (var read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("broken off");
            }
            line.append((char) read);
        }
        return line.toString().strip();
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
