package ai.datacontrols.ledger.feed;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** An MVCC snapshot ({@code pg_snapshot}): all transactions before the end, except the running ones. */
public record TransactionSnapshot(long end, SortedSet<Long> running) {

    static final TransactionSnapshot NONE = new TransactionSnapshot(1, new TreeSet<>());

    public TransactionSnapshot {
        if (end < 1 || !running.isEmpty() && (running.first() < 1 || running.last() >= end)) {
            throw new IllegalArgumentException("not a snapshot of transactions");
        }
    }

    public static TransactionSnapshot parse(String text) {
        var parts = text.split(":", -1);
        var running = new TreeSet<Long>();
        Arrays.stream(parts[2].split(","))
                .filter(number -> !number.isEmpty())
                .forEach(number -> running.add(Long.valueOf(number)));
        return new TransactionSnapshot(Long.parseLong(parts[1]), running);
    }

    String toText() {
        return begin() + ":" + end + ":" + running.stream().map(String::valueOf).collect(joining(","));
    }

    /** Returns the lowest id in progress: all transactions below it are visible. */
    long begin() {
        return running.isEmpty() ? end : running.first();
    }

    boolean contains(long transaction) {
        return transaction < end && !running.contains(transaction);
    }

    boolean containsAll(TransactionSnapshot other) {
        return other.end <= end && running.stream().noneMatch(other::contains);
    }

    TransactionSnapshot union(TransactionSnapshot later, long last) {
        var newEnd = Math.max(end, Math.min(last + 1, later.end));
        var stillRunning = Stream.concat(running.stream(), later.running.stream())
                .filter(transaction -> transaction < newEnd)
                .filter(transaction -> !contains(transaction))
                .filter(transaction -> transaction > last || !later.contains(transaction))
                .toList();
        return new TransactionSnapshot(newEnd, new TreeSet<>(stillRunning));
    }
}
