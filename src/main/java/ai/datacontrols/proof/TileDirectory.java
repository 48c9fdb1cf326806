package ai.datacontrols.proof;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A log as files: {@code checkpoint} and {@code tile/…}, as it is served. */
public record TileDirectory(Path directory) implements TileSource {

    private static final String CHECKPOINT = "checkpoint";

    @Override
    public byte[] read(Tile tile) {
        // a partial tile may have been removed when the full one came
        var file = file(tile);
        return read(Files.exists(file) ? file : file(tile.full()), tile);
    }

    public boolean hasEntries(Tile tile) {
        return Files.exists(file(tile.entries()))
                || Files.exists(file(tile.entries().full()));
    }

    public SignedNote checkpoint() {
        try {
            return SignedNote.parse(Files.readString(directory.resolve(CHECKPOINT)));
        } catch (CharacterCodingException e) {
            throw new UnreadableException(directory.resolve(CHECKPOINT) + " is not UTF-8", e);
        } catch (IOException e) {
            throw new UnreadableException("Cannot read " + directory.resolve(CHECKPOINT), e);
        }
    }

    public void write(Tile tile, byte[] content) {
        write(file(tile), content);
    }

    /** Writes the newest checkpoint. The tiles that it needs must be there already. */
    public void write(SignedNote checkpoint) {
        write(directory.resolve(CHECKPOINT), Text.utf8(checkpoint.toString()));
    }

    private Path file(Tile tile) {
        return directory.resolve(tile.path());
    }

    private byte[] read(Path file, Tile tile) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UnreadableException("Cannot read " + directory.resolve(tile.path()), e);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UnreadableException("Cannot write " + file, e);
        }
    }
}
