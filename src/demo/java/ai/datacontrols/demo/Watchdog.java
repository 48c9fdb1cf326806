package ai.datacontrols.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Stops the parts when this JVM exits for any reason: a shell that reads from a pipe held only by this JVM. A pipe is
 * closed even after {@code kill -9}, when no shutdown hook runs.
 */
public final class Watchdog {
    // A line is a pid, or the path of PostgreSQL's pid file. INT is PostgreSQL's fast shutdown; kc.sh forwards TERM to
    // its JVM.
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

    // a session of its own, where setsid exists (not on macOS), so that a signal to the process group doesn't reach it
    private static final String IN_OWN_SESSION =
            "command -v setsid >/dev/null && exec setsid sh -c \"$0\"; exec sh -c \"$0\"";

    private final Process shell;

    /** Starts the shell without anything to stop. */
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

    /** Stops this process when the JVM exits. */
    public void guard(ProcessHandle process) {
        send(Long.toString(process.pid()));
    }

    /** Stops the PostgreSQL server with this pid file when the JVM exits. */
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
