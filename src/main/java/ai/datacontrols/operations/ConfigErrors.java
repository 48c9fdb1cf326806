package ai.datacontrols.operations;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What is wrong with a group of settings, a sentence each. Values are not repeated, as they may be secret. */
final class ConfigErrors {

    /** Part of all secrets of the demo, which makes them recognizable. */
    private static final String MARK_OF_THE_DEMO = "never-for-production";

    private final String prefix;
    private final boolean inProduction;
    private final List<String> found = new ArrayList<>();

    /**
     * @param prefix what the names of the group begin with
     * @param inProduction whether the demo's secrets are wrong
     */
    ConfigErrors(String prefix, boolean inProduction) {
        this.prefix = prefix;
        this.inProduction = inProduction;
    }

    List<String> found() {
        return found;
    }

    void require(boolean right, String name, String fault) {
        if (!right) {
            found.add("%s.%s %s".formatted(prefix, name, fault));
        }
    }

    /** An address of the web, complete; what stays on this machine needs no TLS. */
    void requireHttps(String name, URI address) {
        require(
                address.getHost() != null
                        && ("https".equals(address.getScheme())
                                || "http".equals(address.getScheme()) && "localhost".equals(address.getHost())),
                name,
                "is no address that begins with https://");
    }

    void rejectDemoSecret(String name, String secret) {
        require(
                !inProduction
                        || !(secret.contains(MARK_OF_THE_DEMO)
                                || decoded(secret).contains(MARK_OF_THE_DEMO)),
                name,
                "is a secret of the demo, which everybody knows");
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException none) {
            return "";
        }
    }
}
