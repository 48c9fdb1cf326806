package ai.datacontrols.proof.store;

import ai.datacontrols.proof.Hash;
import ai.datacontrols.proof.SignedNote;
import ai.datacontrols.proof.Tile;
import ai.datacontrols.proof.UnreadableException;
import ai.datacontrols.proof.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The memory outside the database: for each log a directory named by its number, with the last signed checkpoint, the public keys and all tiles, in the form
 * in which a log is served. A restore of the database doesn't change it.
 *
 * @param root an existing directory
 */
record LogDirectory(Path root) {

    private static final String CHECKPOINT = "checkpoint";
    private static final String KEYS = "keys";
    private static final String LOCK = "lock";
    private static final String TEMPORARY = ".new";

    record Signed(int log, SignedNote checkpoint) {}

    /** Excludes other processes until it is closed. */
    interface Lock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /**
     * Takes the lock of the directory; empty if another process has it. The lock of the database isn't enough, because
     * after a failover there are two databases.
     */
    Optional<Lock> lock() throws IOException {
        var channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel::close);
            }
        } catch (OverlappingFileLockException otherThread) {
            // held by another thread of this process
        }
        channel.close();
        return Optional.empty();
    }

    Optional<Signed> last() throws IOException {
        try (var directories = Files.list(root)) {
            return directories
                    .map(directory -> directory.getFileName().toString())
                    .filter(name -> name.matches("[1-9][0-9]{0,8}"))
                    .map(Integer::valueOf)
                    .filter(log -> Files.exists(of(log).resolve(CHECKPOINT)))
                    .max(Comparator.naturalOrder())
                    .map(log -> new Signed(log, checkpoint(log).orElseThrow()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    Optional<SignedNote> checkpoint(int log) {
        return read(of(log).resolve(CHECKPOINT))
                .map(bytes -> SignedNote.parse(new String(bytes, StandardCharsets.UTF_8)));
    }

    /** Replaces the last signed checkpoint. A crash leaves the old one or the new one. */
    void replaceCheckpoint(int log, SignedNote checkpoint) throws IOException {
        write(of(log).resolve(CHECKPOINT), checkpoint.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the public keys that signed checkpoints of a log, the oldest first; none if they weren't kept. */
    List<VerifierKey> keys(int log) {
        return read(of(log).resolve(KEYS)).stream()
                .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines())
                .map(VerifierKey::parse)
                .toList();
    }

    /** Keeps public keys, so that they can be published after they were replaced. */
    void addKeys(int log, List<VerifierKey> keys) throws IOException {
        var kept = keys(log);
        if (!kept.containsAll(keys)) {
            var lines = Stream.concat(kept.stream(), keys.stream())
                    .distinct()
                    .map(key -> key + "\n")
                    .collect(Collectors.joining());
            write(of(log).resolve(KEYS), lines.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Writes a tile or an entry bundle. */
    void write(int log, Tile tile, byte[] content) throws IOException {
        write(of(log).resolve(tile.path()), content);
    }

    void removeNarrower(int log, Tile tile) throws IOException {
        var partials = partials(log, tile);
        for (var file : files(partials)) {
            if (!file.equals(of(log).resolve(tile.path()))) {
                Files.deleteIfExists(file);
            }
        }
        if (tile.isFull()) {
            Files.deleteIfExists(partials);
        }
    }

    Optional<byte[]> read(int log, Tile tile) {
        var bytesOfOne = tile.level() == Tile.ENTRIES ? Short.BYTES + Hash.LENGTH : Hash.LENGTH;
        return Stream.concat(
                        Stream.of(of(log).resolve(tile.full().path())),
                        files(partials(log, tile)).stream()
                                .filter(file -> !file.toString().endsWith(TEMPORARY)))
                .flatMap(file -> read(file).stream())
                .filter(content -> content.length >= tile.width() * bytesOfOne)
                .findFirst()
                .map(content -> Arrays.copyOf(content, tile.width() * bytesOfOne));
    }

    private Path of(int log) {
        return root.resolve(String.valueOf(log));
    }

    private Path partials(int log, Tile tile) {
        var full = of(log).resolve(tile.full().path());
        return full.resolveSibling(full.getFileName() + ".p");
    }

    private static List<Path> files(Path directory) {
        try (var files = Files.list(directory)) {
            return files.toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UnreadableException("Cannot read " + file, e);
        }
    }

    /** Writes to a temporary file first, so that a crash leaves no half of a file. */
    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        var temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
        try (var channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
