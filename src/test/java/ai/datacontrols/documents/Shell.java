package ai.datacontrols.documents;

import ai.datacontrols.parts.SystemPackages;
import ai.datacontrols.parts.TestServices;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;

/**
 * A shell for the blocks of a document, in their order. Only the addresses of the application and Keycloak are
 * replaced.
 */
final class Shell implements AutoCloseable {

    private static final String APPLICATION = "APP=http://localhost:8080\n";
    private static final String KEYCLOAK = "KEYCLOAK=http://localhost:8180\n";
    private static final long LONGEST = 60_000;

    private final String end = "end-" + UUID.randomUUID();
    private final Process process;
    private final Writer typed;
    private final BufferedReader shown;

    /** Starts a shell in a folder; installs curl if it is missing. */
    Shell(Path folder) {
        SystemPackages.require("curl");
        try {
            process = new ProcessBuilder("sh")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        typed = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        shown = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    String type(String commands) {
        var patience = new Timer(true);
        patience.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        process.destroyForcibly();
                    }
                },
                LONGEST);
        try {
            typed.write(here(commands) + "\necho; echo " + end + "\n");
            typed.flush();
            return untilTheEnd(commands);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            patience.cancel();
        }
    }

    private String untilTheEnd(String commands) throws IOException {
        var printed = new StringBuilder();
        for (var line = shown.readLine(); !end.equals(line); line = shown.readLine()) {
            if (line == null) {
                throw new IllegalStateException("the shell has ended after:\n" + commands + "\noutput:\n" + printed);
            }
            printed.append(line).append('\n');
        }
        return printed.toString().strip();
    }

    private static String here(String commands) {
        return commands.replace(APPLICATION, "APP=http://localhost:" + RestAssured.port + "\n")
                .replace(KEYCLOAK, "KEYCLOAK=" + TestServices.keycloakUrl() + "\n");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
