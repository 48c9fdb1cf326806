package ai.datacontrols.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The realm to import into Keycloak: the file with the application's address filled in. */
public record RealmFile(String json, String fingerprint) {
    /** The name of the realm. */
    public static final String REALM = "data-controls";

    public static final String CLIENT = "data-controls";
    public static final String CLIENT_SECRET = "demo-only-secret-never-for-production";

    /** The service accounts of the training pipelines. */
    static final List<String> PIPELINES = List.of("pipeline-chat", "pipeline-code");

    private static final String APP_URL = "http://app.url";

    /** Reads the file. Any change to realm or ports changes the fingerprint, and so gets a new Keycloak database. */
    public static RealmFile forPorts(Ports ports) {
        String json = read().replace(APP_URL, ports.appUrl());
        return new RealmFile(
                json, fingerprint(json + ports.keycloak() + Parts.keycloakHome().getFileName()));
    }

    /**
     * Returns the realm with one-iteration password hashes, for tests: with Keycloak's default iterations, hashing
     * would dominate the time of a sign-in.
     */
    public RealmFile withCheapPasswordHashing() {
        String cheap = json.replaceFirst(
                "\\{", "{\"passwordPolicy\": \"hashAlgorithm(pbkdf2-sha256) and hashIterations(1)\",");
        return new RealmFile(cheap, fingerprint(cheap));
    }

    private static String read() {
        try (InputStream file = RealmFile.class.getResourceAsStream("/data-controls-realm.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
