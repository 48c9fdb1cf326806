package ai.datacontrols.proof;

import java.util.Arrays;
import java.util.List;

/**
 * Commits to the state of a log (<a href="https://c2sp.org/tlog-checkpoint">tlog-checkpoint</a>).
 *
 * @param origin the name of the log
 * @param size the number of its entries
 * @param extensions lines without a meaning here; normally none
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {

    private static final int FIELDS = 3;

    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (origin.isEmpty() || size < 0 || extensions.stream().anyMatch(String::isEmpty)) {
            throw new UnreadableException("A checkpoint must have an origin, a size and a root, and no empty line");
        }
        if (size == 0 && !root.equals(Hash.EMPTY_TREE)) {
            throw new UnreadableException("A checkpoint of size 0 must have the root of the empty tree");
        }
    }

    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    public static Checkpoint parse(String text) {
        var lines = Text.lines(text, "A checkpoint");
        if (lines.length < FIELDS) {
            throw new UnreadableException("A checkpoint must have an origin, a size and a root");
        }
        return new Checkpoint(
                lines[0],
                Text.decimal(lines[1], "The size of a checkpoint"),
                Hash.parse(lines[2]),
                Arrays.asList(lines).subList(FIELDS, lines.length));
    }

    /** Signs the checkpoint. The caller must know that it is consistent with everything the keys signed before. */
    public SignedNote sign(SigningKey... keys) {
        return SignedNote.sign(text(), keys);
    }

    public String text() {
        var text = new StringBuilder()
                .append(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(root)
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
