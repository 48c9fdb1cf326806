package ai.datacontrols.parts;

import ai.datacontrols.demo.RealmFile;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy in front of PostgreSQL or Keycloak that forwards everything until a test injects a fault. */
public final class FaultProxy {

    public enum Mode {
        PASS,
        /** Closes open connections and refuses new ones. */
        REFUSE,
        /** Keeps connections open and transmits nothing. */
        STALL,
        /** Passes requests on and drops the responses. */
        DROP_REPLIES,
        /** Open connections stay open and transmit nothing; new ones work. */
        SILENCE_OPEN,
        /** A connection transmits nothing any more once it carries a token request of the realm; others work. */
        STALL_TOKENS
    }

    private static final String TOKEN_REQUEST = "POST /realms/" + RealmFile.REALM + "/protocol/openid-connect/token ";

    /** The command that asks for the number of accepted connections; every other one is the ordinal of a mode. */
    private static final int COUNT = 255;

    private final ServerSocket server;
    private final ServerSocket control;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    /** Both ends of connections that transmit nothing in any mode. */
    private final Set<Socket> silent = ConcurrentHashMap.newKeySet();

    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Mode mode = Mode.PASS;

    private FaultProxy(int target) throws IOException {
        this.server = listen();
        this.control = listen();
        this.target = target;
    }

    /** Listens on a free port of this machine. */
    static FaultProxy before(int target) {
        try {
            var proxy = new FaultProxy(target);
            run("accept", proxy::accept);
            run("control", proxy::receive);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    int controlPort() {
        return control.getLocalPort();
    }

    /**
     * Sets the mode of a proxy; returning to {@link Mode#PASS} closes the connections that were affected. Sent over the
     * network, because Quarkus loads this class for tests in another class loader than the one that started the proxy.
     */
    static void send(int controlPort, Mode mode) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), controlPort)) {
            socket.getOutputStream().write(mode.ordinal());
            socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the number of connections that a proxy has accepted so far. */
    static int accepted(int controlPort) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), controlPort)) {
            socket.getOutputStream().write(COUNT);
            return new DataInputStream(socket.getInputStream()).readInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive() throws IOException {
        while (true) {
            try (var told = control.accept()) {
                var command = told.getInputStream().read();
                if (command == COUNT) {
                    new DataOutputStream(told.getOutputStream()).writeInt(accepted.get());
                    continue;
                }
                mode = Mode.values()[command];
                if (mode == Mode.PASS || mode == Mode.REFUSE) {
                    open.forEach(FaultProxy::close);
                } else if (mode == Mode.SILENCE_OPEN) {
                    silent.addAll(open);
                }
                told.getOutputStream().write(0);
            }
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private void accept() throws IOException {
        while (true) {
            var client = server.accept();
            accepted.incrementAndGet();
            if (mode == Mode.REFUSE) {
                close(client);
                continue;
            }
            Socket database;
            try {
                database = new Socket(InetAddress.getLoopbackAddress(), target);
            } catch (IOException notYetThere) {
                close(client);
                continue;
            }
            // Nagle's algorithm would delay small messages by some 40 ms each
            client.setTcpNoDelay(true);
            database.setTcpNoDelay(true);
            open.add(client);
            open.add(database);
            run("ask", () -> pump(client, database, false));
            run("reply", () -> pump(database, client, true));
        }
    }

    private void pump(Socket from, Socket to, boolean replies) {
        try (from;
                to) {
            var bytes = new byte[8192];
            for (var read = from.getInputStream().read(bytes);
                    read >= 0;
                    read = from.getInputStream().read(bytes)) {
                if (mode == Mode.STALL_TOKENS && !replies && isTokenRequest(bytes, read)) {
                    silent.add(from);
                    silent.add(to);
                }
                if (transmits(replies) && !silent.contains(from)) {
                    to.getOutputStream().write(bytes, 0, read);
                }
            }
        } catch (IOException broken) {
            // expected: the proxy closes connections
        } finally {
            open.remove(from);
            open.remove(to);
            silent.remove(from);
            silent.remove(to);
        }
    }

    private boolean transmits(boolean replies) {
        return switch (mode) {
            case PASS, SILENCE_OPEN, STALL_TOKENS -> true;
            case DROP_REPLIES -> !replies;
            case REFUSE, STALL -> false;
        };
    }

    private static boolean isTokenRequest(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).startsWith(TOKEN_REQUEST);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(String name, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "fault proxy: " + name);
        thread.setDaemon(true);
        thread.start();
    }
}
