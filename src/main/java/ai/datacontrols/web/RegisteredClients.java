package ai.datacontrols.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The products' own applications that link to these pages. A link names one by its id ({@code from=le-chat}) and never by
 * an address, so there is nothing to redirect to by accident or by attack.
 */
@ConfigMapping(prefix = "data-controls.clients")
public interface RegisteredClients {

    @WithParentName
    Map<String, Client> byId();

    /** One application: its name as people know it, and where "back" leads. */
    interface Client {
        String name();

        URI address();
    }

    /** The way back for {@code from}; empty for an unregistered id. */
    default Optional<ReturnLink> returnLink(String from) {
        return Optional.ofNullable(from)
                .map(byId()::get)
                .map(client -> new ReturnLink(from, client.name(), client.address()));
    }
}
