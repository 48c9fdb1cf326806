package ai.datacontrols.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends requests byte for byte, including invalid ones that client libraries reject. */
final class RawHttp {

    private static final int PATIENCE = 10_000;

    private RawHttp() {}

    /** Sends a request line and headers with {@code Connection: close} and returns the whole response. */
    static String send(URI server, String... lines) {
        return sendText(server, String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n");
    }

    /** Sends a GET request for a path with a Host header. */
    static String get(URI server, String path, String... headers) {
        var more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return sendText(
                server,
                "GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n" + more
                        + "Connection: close\r\n\r\n");
    }

    /** Sends the text unchanged and reads until the server closes the connection. */
    static String sendText(URI server, String text) {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
