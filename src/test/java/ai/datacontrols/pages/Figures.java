package ai.datacontrols.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes measurements to be quoted, one file per subject in {@code target/figures}. */
final class Figures {

    private Figures() {}

    static void write(String subject, List<String> lines) {
        try {
            Files.write(Files.createDirectories(Path.of("target", "figures")).resolve(subject + ".txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
