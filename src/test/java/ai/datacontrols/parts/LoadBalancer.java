package ai.datacontrols.parts;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A load balancer without sticky sessions: each connection goes to the next instance. Its address is the instances'
 * {@code data-controls.address}, and Keycloak sends back-channel logouts to it.
 */
public final class LoadBalancer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetClient instances = vertx.createNetClient();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private final String toldBefore;
    private volatile Replica[] replicas = {};

    /** Opens the port; connections are refused until {@link #routeTo}. */
    public LoadBalancer() {
        port = vertx.createNetServer()
                .connectHandler(this::connect)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        RedirectAddresses.add(address());
        toldBefore = RedirectAddresses.tellOfEndedSessions(address() + "/back-channel-logout");
    }

    /** Returns the public address, such as {@code http://localhost:8080}. */
    public String address() {
        return "http://localhost:" + port;
    }

    /** Distributes new connections over these instances and closes the open ones. */
    public void routeTo(Replica... replicas) {
        this.replicas = replicas;
        open.forEach(NetSocket::close);
    }

    @Override
    public void close() {
        RedirectAddresses.tellOfEndedSessions(toldBefore);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void connect(NetSocket person) {
        person.pause();
        open.add(person);
        person.closeHandler(closed -> open.remove(person));
        var next = replicas[connections.getAndIncrement() % replicas.length];
        instances
                .connect(next.port(), "localhost")
                .onSuccess(instance -> {
                    person.pipeTo(instance);
                    instance.pipeTo(person);
                })
                .onFailure(away -> person.close());
    }
}
