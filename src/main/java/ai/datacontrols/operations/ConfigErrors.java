package ai.datacontrols.operations;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Collects the errors of a group of settings, one sentence each, without values, which may be secret. */
final class ConfigErrors {

    /** Part of all secrets of the demo, to recognize them. */
    private static final String MARK_OF_THE_DEMO = "never-for-production";

    private final String prefix;
    private final boolean inProduction;
    private final List<String> found = new ArrayList<>();

    /**
     * @param prefix the common prefix of the settings
     * @param inProduction whether to reject the demo's secrets
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

    /** Requires an absolute https URL; http is accepted for this machine. */
    void requireHttps(String name, URI address) {
        require(
                address.getHost() != null
                        && ("https".equals(address.getScheme())
                                || "http".equals(address.getScheme()) && "localhost".equals(address.getHost())),
                name,
                "must be an https:// URL");
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
