package ai.datacontrols.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Installs missing programs that tests need, within a bounded time. Output is written to {@link #LOG}. */
public final class SystemPackages {

    public static final Path LOG = Path.of("target", "install.log");

    /** Whether this JVM runs as root. */
    public static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    /** The timeout of any download. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private SystemPackages() {}

    /** Installs the package of the same name if a program does not run. */
    public static void require(String program) {
        require(program, "--version", program);
    }

    /**
     * Installs a package if its program does not run.
     *
     * @param version the argument with which the program prints its version
     */
    public static void require(String program, String version, String name) {
        if (!run(ANSWER, program, version) && !(install(name) && run(ANSWER, program, version))) {
            throw new IllegalStateException("No " + program + ": install the package '" + name
                    + "' (Debian/Ubuntu: apt-get install " + name + "); what was tried is in " + LOG);
        }
    }

    /**
     * Installs packages with apt-get, as root or by sudo without a password.
     *
     * @return whether it succeeded; false also without apt-get
     */
    public static boolean install(String... packages) {
        if (!Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            return false;
        }
        announce("the package " + packages[0]);
        apt("update"); // the install may still succeed with a stale list
        List<String> command = new ArrayList<>(List.of("install", "-y", "--no-install-recommends"));
        command.addAll(List.of(packages));
        return apt(command.toArray(String[]::new));
    }

    /** Prints that a download has started, because it takes a while. */
    public static void announce(String what) {
        System.out.println("Something is missing, trying " + what + " (details in " + LOG + ")");
    }

    /** Runs a command and returns whether it succeeded within the timeout. */
    public static boolean run(Duration longest, String... command) {
        try {
            Files.createDirectories(LOG.getParent());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                    .start();
            process.getOutputStream().close(); // no interactive prompts
            if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean apt(String... arguments) {
        List<String> command = new ArrayList<>(ROOT ? List.of() : List.of("sudo", "-n"));
        // timeout runs with the privileges of apt-get, so it can kill a process that this JVM may not
        command.addAll(List.of("timeout", Long.toString(LONGEST.toSeconds()), "env", "DEBIAN_FRONTEND=noninteractive"));
        command.addAll(List.of("apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"));
        command.addAll(List.of(arguments));
        return run(LONGEST.plusSeconds(10), command.toArray(String[]::new));
    }
}
