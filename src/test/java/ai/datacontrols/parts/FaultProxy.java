package ai.datacontrols.parts;

import ai.datacontrols.demo.RealmFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands before PostgreSQL or Keycloak, lets everything through, and can be told to misbehave. */
public final class FaultProxy {

    /** What becomes of connections and bytes. */
    public enum Mode {
        PASS,
        /** Connections break and new ones are not taken. */
        REFUSE,
        /** Connections stay, nothing moves. */
        STALL,
        /** What is asked arrives; the answers don't. */
        DROP_REPLIES,
        /** Open connections stay and transmit nothing; new ones work. */
        SILENCE_OPEN,
        /** Connections transmit nothing any more once a request for a token of the realm is sent; others work. */
        STALL_TOKENS
    }

    private static final String TOKEN_REQUEST = "POST /realms/" + RealmFile.REALM + "/protocol/openid-connect/token ";

    private final ServerSocket server;
    private final ServerSocket control;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    /** Both ends of connections that transmit nothing, whatever the mode. */
    private final Set<Socket> silent = ConcurrentHashMap.newKeySet();

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
     * Tells a proxy how to behave from now on; going back to {@link Mode#PASS} breaks the connections it mistreated. By
     * network, because Quarkus gives tests this class from another class loader than the one that started it.
     */
    static void send(int controlPort, Mode mode) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), controlPort)) {
            socket.getOutputStream().write(mode.ordinal());
            socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive() throws IOException {
        while (true) {
            try (var told = control.accept()) {
                mode = Mode.values()[told.getInputStream().read()];
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
            // otherwise small messages wait for each other, some 40 ms each
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
            // that is what it is for
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
