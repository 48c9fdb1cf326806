package ai.datacontrols.web;

import io.quarkus.qute.TemplateData;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Provides pages with the links that the operator has configured. */
@Named("links")
@RequestScoped
@TemplateData
public class OperatorLinks {

    public enum Kind {
        DELETION,
        TEMPORARY_CHATS,
        RETENTION,
        PRIVACY_POLICY,
        CONTACT
    }

    public record Link(Kind kind, URI address) {}

    private final ProductLinks configured;
    private final RoutingContext request;

    OperatorLinks(ProductLinks configured, RoutingContext request) {
        this.configured = configured;
        this.request = request;
    }

    /** Returns the key of the rendered links of a product, which everybody with the same language shares. */
    public String key(String product, String name, String language) {
        return String.join(" ", language, product, name);
    }

    public List<Link> of(String product) {
        var links = configured.byProduct().get(product);
        if (links == null) {
            return List.of();
        }
        var all = new ArrayList<Link>();
        links.deletion().ifPresent(address -> all.add(new Link(Kind.DELETION, address)));
        links.temporaryChats().ifPresent(address -> all.add(new Link(Kind.TEMPORARY_CHATS, address)));
        links.retention().ifPresent(address -> all.add(new Link(Kind.RETENTION, address)));
        links.privacyPolicy().ifPresent(address -> all.add(new Link(Kind.PRIVACY_POLICY, address)));
        links.contact().ifPresent(address -> all.add(new Link(Kind.CONTACT, address)));
        return all;
    }

    /** Returns the contact of the product in the page's address, else the first by id; null if there is none. */
    public URI contact() {
        var byProduct = new TreeMap<>(configured.byProduct());
        return Stream.concat(
                        Stream.of("product", "from")
                                .map(request.queryParams()::get)
                                .filter(Objects::nonNull)
                                .map(byProduct::get)
                                .filter(Objects::nonNull),
                        byProduct.values().stream())
                .map(ProductLinks.Links::contact)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }
}
