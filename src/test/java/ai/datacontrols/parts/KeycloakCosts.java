package ai.datacontrols.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** Records the duration of each user creation, token and sign-in per test class, for {@link TestTimes}. */
public final class KeycloakCosts {

    private static final Path FILE = Path.of("target", "figures", "keycloak-costs.txt");
    private static final StackWalker STACK = StackWalker.getInstance();

    private KeycloakCosts() {}

    /** Runs the work and appends one line: class, kind and seconds, separated by tabs. */
    public static <T> T measured(String kind, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        append("%s\t%s\t%.3f%n".formatted(testClass(), kind, seconds));
        return result;
    }

    private static String testClass() {
        return STACK.walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                .map(name -> name.replaceFirst(".*\\.", "").replaceFirst("\\$.*", ""))
                .filter(name -> name.endsWith("Test") || name.endsWith("IT"))
                .findFirst()
                .orElse("other"));
    }

    private static synchronized void append(String line) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
