package ai.datacontrols.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** The time of the processors that others took, as Linux counts it: what disturbs a measurement. */
record Machine(long all, long idle, long ours) {

    /** As of now; all zero where there is no {@code /proc}. */
    static Machine now() throws IOException {
        if (!Files.exists(Path.of("/proc/stat"))) {
            return new Machine(0, 0, 0);
        }
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            // proc(5): user, nice, system, idle, iowait, irq, softirq, steal
            var times = Arrays.stream(lines.findFirst().orElseThrow().split(" +"))
                    .skip(1)
                    .limit(8)
                    .mapToLong(Long::parseLong)
                    .toArray();
            var me = ProcessHandle.current();
            var ours = Stream.concat(Stream.of(me), me.descendants())
                    .mapToLong(process -> ticks(process.pid()))
                    .sum();
            return new Machine(Arrays.stream(times).sum(), times[3] + times[4], ours);
        }
    }

    /** Its own and those of its children that have ended: fields 14 to 17 of {@code /proc/<pid>/stat}. */
    private static long ticks(long pid) {
        try {
            var line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var afterName = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return Arrays.stream(afterName, 11, 15).mapToLong(Long::parseLong).sum();
        } catch (IOException ended) {
            return 0;
        }
    }

    /** The share of the processors that others took since an earlier moment, from 0 to 1. */
    double takenByOthersSince(Machine earlier) {
        var whole = all - earlier.all;
        return whole == 0 ? 0 : Math.max(0, (whole - (idle - earlier.idle) - (ours - earlier.ours)) / (double) whole);
    }
}
