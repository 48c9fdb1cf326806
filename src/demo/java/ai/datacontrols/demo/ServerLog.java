package ai.datacontrols.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The log of a server started by the demo, limited to the current run. */
final class ServerLog {
    private static final int LINES = 5;
    private static final int LINE_LENGTH = 300;
    private static final int BYTES = 256 * 1024;
    private static final Pattern ERROR = Pattern.compile("\\b(ERROR|FATAL|PANIC)\\b|^Error|could not|OutOfMemory");

    private final Path file;
    private final long begin;

    private ServerLog(Path file, long begin) {
        this.file = file;
        this.begin = begin;
    }

    /** Starts at the current end of the file, so that earlier runs are never quoted. */
    static ServerLog from(Path file) {
        Path absolute = file.toAbsolutePath();
        return new ServerLog(absolute, absolute.toFile().length());
    }

    /** Creates an exception that quotes the first errors of the log, or its last lines if it contains no errors. */
    PartsException failure(String sentence, Throwable cause) {
        List<String> excerpt = excerpt();
        String quoted = excerpt.stream().map(line -> "\n    " + line).collect(Collectors.joining());
        return new PartsException(
                sentence + (quoted.isEmpty() ? "." : ":" + quoted) + "\nThe whole log is " + file, cause);
    }

    private List<String> excerpt() {
        List<String> lines = read().lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) + "…" : line)
                .toList();
        List<String> errors = lines.stream()
                .filter(line -> ERROR.matcher(line).find())
                .limit(LINES)
                .toList();
        return errors.isEmpty() ? lines.subList(Math.max(0, lines.size() - LINES), lines.size()) : errors;
    }

    private String read() {
        if (!Files.isReadable(file)) {
            return "";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long length = log.length();
            long from = Math.max(length < begin ? 0 : begin, length - BYTES);
            byte[] bytes = new byte[(int) (length - from)];
            log.seek(from);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // the log only explains a failure that is reported anyway
        }
    }
}
