package ai.datacontrols.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** CPU time used by other processes and by our JVMs' compilers, from Linux's counters: both distort a measurement. */
record Machine(long all, long idle, long ours, long compilers) {

    /** Reads the counters; all zero without {@code /proc}. */
    static Machine now() throws IOException {
        if (!Files.exists(Path.of("/proc/stat"))) {
            return new Machine(0, 0, 0, 0);
        }
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            // proc(5): user, nice, system, idle, iowait, irq, softirq, steal
            var times = Arrays.stream(lines.findFirst().orElseThrow().split(" +"))
                    .skip(1)
                    .limit(8)
                    .mapToLong(Long::parseLong)
                    .toArray();
            var ours = ourProcesses()
                    .mapToLong(pid -> ticks(Path.of("/proc/" + pid), 14, 17))
                    .sum();
            var compilers = ourProcesses()
                    .flatMap(Machine::compilerThreads)
                    .mapToLong(thread -> ticks(thread, 14, 15))
                    .sum();
            return new Machine(Arrays.stream(times).sum(), times[3] + times[4], ours, compilers);
        }
    }

    private static Stream<Long> ourProcesses() {
        var me = ProcessHandle.current();
        return Stream.concat(Stream.of(me), me.descendants()).map(ProcessHandle::pid);
    }

    private static Stream<Path> compilerThreads(long pid) {
        try (var threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.filter(Machine::isCompiler).toList().stream();
        } catch (IOException ended) {
            return Stream.of();
        }
    }

    /** HotSpot's thread names, which Linux truncates to 15 characters. */
    private static boolean isCompiler(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).matches("C[12] CompilerThre\\s*");
        } catch (IOException ended) {
            return false;
        }
    }

    /**
     * Sums fields of {@code stat} (proc(5)): 14 and 15 are CPU time of the process, 16 and 17 that of its terminated
     * children.
     */
    private static long ticks(Path processOrThread, int first, int last) {
        try {
            var line = Files.readString(processOrThread.resolve("stat"));
            // field 2, the name, may contain spaces
            var fromThird = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return Arrays.stream(fromThird, first - 3, last - 2)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Returns the share of CPU time that other processes used since then, from 0 to 1. */
    double takenByOthersSince(Machine earlier) {
        var whole = all - earlier.all;
        return whole == 0 ? 0 : Math.max(0, (whole - (idle - earlier.idle) - (ours - earlier.ours)) / (double) whole);
    }

    /** Returns the share of CPU time that our JVMs' compilers used since then, from 0 to 1; 1 if unknown. */
    double takenByCompilersSince(Machine earlier) {
        var whole = all - earlier.all;
        return whole == 0 ? 1 : (compilers - earlier.compilers) / (double) whole;
    }
}
