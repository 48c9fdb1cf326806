package ai.datacontrols.proof;

import java.util.Arrays;
import java.util.List;

/**
 * Asks a witness to cosign a checkpoint (<a href="https://c2sp.org/tlog-witness">tlog-witness</a>).
 *
 * @param oldSize the size that the witness cosigned last; 0 if it is not known
 * @param path the consistency proof from that size, at most 63 hashes
 */
public record AddCheckpointRequest(long oldSize, List<Hash> path, SignedNote checkpoint) {

    private static final String OLD = "old ";
    private static final int MAX_HASHES = 63;

    public AddCheckpointRequest {
        path = List.copyOf(path);
        if (path.size() > MAX_HASHES) {
            throw new UnreadableException("A consistency proof must not have more than 63 hashes");
        }
    }

    public AddCheckpointRequest(ConsistencyProof proof, SignedNote checkpoint) {
        this(proof.oldSize(), proof.path(), checkpoint);
    }

    public static AddCheckpointRequest parse(String body) {
        var end = body.indexOf("\n\n");
        if (end < 0 || !body.startsWith(OLD)) {
            throw new UnreadableException("A request must have the old size, a proof, an empty line and a checkpoint");
        }
        var lines = Text.lines(body.substring(OLD.length(), end + 1), "A request");
        return new AddCheckpointRequest(
                Text.decimal(lines[0], "The old size"),
                Arrays.stream(lines).skip(1).map(Hash::parse).toList(),
                SignedNote.parse(body.substring(end + 2)));
    }

    @Override
    public String toString() {
        var body = new StringBuilder(OLD).append(oldSize).append('\n');
        path.forEach(hash -> body.append(hash).append('\n'));
        return body.append('\n').append(checkpoint).toString();
    }
}
