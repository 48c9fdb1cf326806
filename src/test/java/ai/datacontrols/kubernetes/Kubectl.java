package ai.datacontrols.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The installed kubectl, if it is recent enough for the overlays. */
final class Kubectl {

    private static final Pattern VERSION = Pattern.compile("v1\\.(\\d+)\\.");
    private static final int OLDEST = 27;

    private Kubectl() {}

    static boolean isCurrent() {
        return run("version", "--client")
                .map(VERSION::matcher)
                .filter(version -> version.find() && Integer.parseInt(version.group(1)) >= OLDEST)
                .isPresent();
    }

    static String render(String overlay) {
        return run("kustomize", "k8s/overlays/" + overlay)
                .orElseThrow(() -> new AssertionError("kubectl can't render " + overlay));
    }

    /** Returns the output; empty if there is no kubectl or it fails. */
    private static Optional<String> run(String... arguments) {
        var command = new String[arguments.length + 1];
        command[0] = "kubectl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException none) {
            return Optional.empty();
        }
        try {
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
