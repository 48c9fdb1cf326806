package ai.datacontrols.web.auth;

import io.quarkus.qute.TemplateData;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Binds a form to the account it was rendered for without naming the account. A plain hash is enough: account ids are
 * random, so they can't be guessed from it, and the value grants nothing.
 */
@Named("accountTag")
@RequestScoped
@TemplateData
public class AccountTag {
    private static final int BYTES = 12;

    private final CurrentUser currentUser;

    AccountTag(CurrentUser currentUser) {
        this.currentUser = currentUser;
    }

    public String value() {
        return of(currentUser.account());
    }

    public boolean matches(String tag) {
        return value().equals(tag);
    }

    /** Hashes an account together with details of it, to 16 characters of URL-safe Base64. */
    public static String of(UUID account, Object... details) {
        var text = account + Arrays.deepToString(details);
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
