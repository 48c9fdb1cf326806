package ai.datacontrols.web;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Builds the address of a page. Unlike {@code UriBuilder}, it reads no value as a template. */
public final class PageLink {

    private final StringBuilder address;
    private char separator = '?';

    private PageLink(String path) {
        address = new StringBuilder(path);
    }

    /** Begins with a path or an address, encoded and without a query. */
    public static PageLink to(String path) {
        return new PageLink(path);
    }

    public PageLink with(String name, Object value) {
        if (value != null && !value.toString().isEmpty()) {
            address.append(separator)
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return this;
    }

    public URI uri() {
        return URI.create(address.toString());
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
