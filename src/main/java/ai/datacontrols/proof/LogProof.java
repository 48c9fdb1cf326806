package ai.datacontrols.proof;

import ai.datacontrols.proof.LogPolicy.TrustedCheckpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Proves offline that an entry is in the log (<a href="https://c2sp.org/tlog-proof">tlog-proof</a>).
 *
 * @param extra data in Base64 that nothing signs; empty for none
 * @param index the entry's place in the log, from 0
 * @param path the hashes beside the way from the entry to the root
 */
public record LogProof(String extra, long index, List<Hash> path, SignedNote checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    public LogProof {
        path = List.copyOf(path);
        Text.base64(extra, "The extra data");
    }

    public LogProof(InclusionProof inclusion, SignedNote checkpoint) {
        this("", inclusion.index(), inclusion.path(), checkpoint);
    }

    /** Parses a proof: the first empty line ends the path. */
    public static LogProof parse(String text) {
        var end = text.indexOf("\n\n");
        if (end < 0) {
            throw new UnreadableException("A proof must have an empty line before its checkpoint");
        }
        var lines = new ArrayList<>(Arrays.asList(Text.lines(text.substring(0, end + 1), "A proof")));
        if (!lines.remove(0).equals(HEADER)) {
            throw new UnreadableException("A proof must begin with " + HEADER);
        }
        var extra = "";
        if (!lines.isEmpty() && lines.get(0).startsWith(EXTRA)) {
            extra = lines.remove(0).substring(EXTRA.length());
        }
        if (lines.isEmpty() || !lines.get(0).startsWith(INDEX)) {
            throw new UnreadableException("A proof must have a line with the index of its entry");
        }
        var index = Text.decimal(lines.remove(0).substring(INDEX.length()), "The index of an entry");
        return new LogProof(
                extra, index, lines.stream().map(Hash::parse).toList(), SignedNote.parse(text.substring(end + 2)));
    }

    /**
     * Verifies the proof of a leaf, whose hash the caller has computed itself.
     *
     * @throws ProofFailedException if the entry is not proven to be in the log
     */
    public TrustedCheckpoint verify(Hash leaf, LogPolicy policy) {
        var trusted = policy.open(checkpoint);
        new InclusionProof(index, trusted.checkpoint().size(), path)
                .verify(leaf, trusted.checkpoint().root());
        return trusted;
    }

    @Override
    public String toString() {
        var text = new StringBuilder(HEADER).append('\n');
        if (!extra.isEmpty()) {
            text.append(EXTRA).append(extra).append('\n');
        }
        text.append(INDEX).append(index).append('\n');
        path.forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }
}
