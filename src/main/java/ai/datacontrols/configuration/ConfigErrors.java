package ai.datacontrols.configuration;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Collects the errors of a group of settings, one sentence each, without values, which may be secret. */
final class ConfigErrors {

    private static final String MARK_OF_THE_DEMO = "never-for-production";

    private final String prefix;
    private final boolean inProduction;
    private final List<String> found = new ArrayList<>();

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

    void requireAtLeastOne(String name, int number) {
        require(number >= 1, name, "must be at least 1");
    }

    void requireWithin(String name, Duration duration, Duration most, String fault) {
        require(duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(most) <= 0, name, fault);
    }

    void requireSessionSecret(String name, String secret) {
        require(secret.length() >= 32, name, "must have at least 32 characters");
        rejectDemoSecret(name, secret);
    }

    void requireRandomBytes(String name, String base64) {
        require(isLongEnough(base64), name, "must be at least 32 random bytes in Base64");
    }

    void requirePattern(String name, String pattern) {
        require(isPattern(pattern), name, "must be a regular expression");
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
                "must not be the published secret of the demo");
    }

    private static boolean isPattern(String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException invalid) {
            return false;
        }
    }

    private static boolean isLongEnough(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length >= 32;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException none) {
            return "";
        }
    }
}
