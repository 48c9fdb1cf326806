package ai.datacontrols.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The products' applications that link here. A link names its application by id, which rules out open redirects. */
@ConfigMapping(prefix = "data-controls.clients")
public interface RegisteredClients {

    @WithParentName
    Map<String, Client> byId();

    /** One application: its display name, and the target of the "back" link. */
    interface Client {
        String name();

        URI address();
    }

    /** Returns the link back to the application; empty if the id is not registered. */
    default Optional<ReturnLink> returnLink(String from) {
        return Optional.ofNullable(from)
                .map(byId()::get)
                .map(client -> new ReturnLink(from, client.name(), client.address()));
    }
}
