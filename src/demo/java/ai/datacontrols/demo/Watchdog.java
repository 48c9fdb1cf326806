package ai.datacontrols.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Ends the parts when this JVM is gone, however it went: a shell that reads from a pipe only this JVM holds. A pipe
 * closes even after {@code kill -9}, where no shutdown hook runs.
 */
public final class Watchdog {
    // A line is the id of a process, or the path of the file in which PostgreSQL keeps its own.
    // INT is PostgreSQL's fast shutdown; kc.sh passes a TERM on to its JVM.
    private static final String SCRIPT = """
            trap '' HUP INT TERM
            pids=; pidfile=
            while read -r line; do
              case $line in
                /*) pidfile="$line";;
                *) pids="$pids $line";;
              esac
            done
            end() {
              for pid in $pids; do kill -"$1" "$pid"; done
              [ -n "$pidfile" ] && [ -f "$pidfile" ] && kill -"$2" "$(head -n 1 "$pidfile")"
            }
            for second in 1 2 3 4 5 6 7 8; do
              end TERM INT
              alive=
              for pid in $pids; do kill -0 "$pid" && alive=yes; done
              [ -n "$pidfile" ] && [ -f "$pidfile" ] && alive=yes
              [ -z "$alive" ] && exit
              sleep 1
            done
            end KILL QUIT
            """;

    // where there is such a thing (not on macOS), so that a kill of the whole process group misses it
    private static final String IN_OWN_SESSION =
            "command -v setsid >/dev/null && exec setsid sh -c \"$0\"; exec sh -c \"$0\"";

    private final Process shell;

    /** Begins with nothing to end. */
    public Watchdog() {
        try {
            shell = new ProcessBuilder("sh", "-c", IN_OWN_SESSION, SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new PartsException(
                    "The shell that ends the demo's servers could not be started: " + e.getMessage(), e);
        }
    }

    /** Ends this process. */
    public void guard(ProcessHandle process) {
        send(Long.toString(process.pid()));
    }

    /** Ends the PostgreSQL that keeps its id in this file. */
    public void guard(Path pidFile) {
        send(pidFile.toAbsolutePath().toString());
    }

    private synchronized void send(String line) {
        try {
            shell.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            shell.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
