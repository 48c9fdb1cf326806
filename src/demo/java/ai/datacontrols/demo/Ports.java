package ai.datacontrols.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The three ports on loopback.
 *
 * @param keycloakAddress the port in Keycloak's address: its own, unless a proxy is in front of it
 */
public record Ports(int app, int keycloak, int postgres, int keycloakAddress) {

    private static final int FIRST_CANDIDATE = 20_000;
    private static final int FIRST_OF_CONNECTIONS = 32_768;
    private static final int CANDIDATES = 1_000;

    Ports(int app, int keycloak, int postgres) {
        this(app, keycloak, postgres, keycloak);
    }

    /** Returns the same ports with a proxy in front of Keycloak that listens on this port. */
    public Ports withKeycloakBehind(int port) {
        return new Ports(app, keycloak, postgres, port);
    }

    /** Returns the demo's ports; each can be changed with {@code -Ddemo.…=}. */
    static Ports ofDemo() {
        return new Ports(
                Integer.getInteger("demo.port", 8080),
                Integer.getInteger("demo.keycloak.port", 8180),
                Integer.getInteger("demo.postgres.port", 5532));
    }

    /**
     * Returns three free ports. They are below the ephemeral ranges of Linux, macOS and Windows, so no outgoing
     * connection can take one before a server listens on it.
     */
    public static Ports free() {
        // all sockets stay open until the last port is found, so that the ports differ
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int tries = 0; held.size() < 3 && tries < CANDIDATES; tries++) {
                holdIfFree(ThreadLocalRandom.current().nextInt(FIRST_CANDIDATE, FIRST_OF_CONNECTIONS), held);
            }
            if (held.size() < 3) {
                throw new PartsException("No free port was found on this machine.");
            }
            return new Ports(
                    held.get(0).getLocalPort(),
                    held.get(1).getLocalPort(),
                    held.get(2).getLocalPort());
        } finally {
            held.forEach(Ports::release);
        }
    }

    /** Throws if a port is in use; the message names it and the property that changes it. */
    void requireFree() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            held.add(hold(app, "the application", "demo.port"));
            held.add(hold(keycloak, "Keycloak", "demo.keycloak.port"));
            held.add(hold(postgres, "PostgreSQL", "demo.postgres.port"));
        } finally {
            held.forEach(Ports::release);
        }
    }

    String appUrl() {
        return "http://localhost:" + app;
    }

    String keycloakUrl() {
        return "http://localhost:" + keycloakAddress;
    }

    private static void holdIfFree(int port, List<ServerSocket> held) {
        try {
            held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException taken) {
            // tries the next candidate
        }
    }

    private static ServerSocket hold(int port, String whom, String setting) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException | IllegalArgumentException e) {
            throw new PartsException(
                    "Port %d for %s is taken. Choose another one with -D%s=…, or stop what uses it."
                            .formatted(port, whom, setting),
                    e);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new PartsException("Port %d could not be released.".formatted(socket.getLocalPort()), e);
        }
    }
}
