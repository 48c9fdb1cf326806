package ai.datacontrols.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text with signatures below it (<a href="https://c2sp.org/signed-note">signed-note</a>).
 *
 * @param text the signed text, which ends with a line feed
 * @param signatures one or more, by known and unknown keys
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    private static final int MAX_SIGNATURES = 100;
    private static final int MAX_CHARACTERS = 1_000_000;

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || !isPlainText(text)) {
            throw new UnreadableException(
                    "A signed text must end with a line feed and contain no other control character");
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new UnreadableException("A note must have 1 to 100 signatures, not " + signatures.size());
        }
    }

    public static SignedNote sign(String text, SigningKey... keys) {
        var signatures = new ArrayList<NoteSignature>();
        for (var key : keys) {
            signatures.add(key.sign(text));
        }
        return new SignedNote(text, signatures);
    }

    /** Parses a note: the last empty line separates text and signatures. */
    public static SignedNote parse(String note) {
        if (note.length() > MAX_CHARACTERS) {
            throw new UnreadableException("A note must not be longer than 1,000,000 characters");
        }
        var end = note.lastIndexOf("\n\n");
        if (end < 0) {
            throw new UnreadableException("A note must have an empty line before its signatures");
        }
        var signatures = new ArrayList<NoteSignature>();
        for (var line : Text.lines(note.substring(end + 2), "A note")) {
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    public SignedNote with(Collection<NoteSignature> more) {
        var all = new ArrayList<>(signatures);
        all.addAll(more);
        return new SignedNote(text, all);
    }

    /**
     * Verifies all signatures by these keys and ignores those by other keys.
     *
     * @return the valid signatures by their keys
     * @throws ProofFailedException if one of them is invalid, or all are missing
     */
    public Map<VerifierKey, NoteSignature> verify(Collection<VerifierKey> keys) {
        var verified = verified(keys);
        if (verified.isEmpty()) {
            throw new ProofFailedException("There is no signature by a known key");
        }
        return verified;
    }

    /** Like {@link #verify}, but none is required. */
    Map<VerifierKey, NoteSignature> verified(Collection<VerifierKey> keys) {
        var verified = new LinkedHashMap<VerifierKey, NoteSignature>();
        for (var key : keys) {
            for (var signature : signatures) {
                if (!key.made(signature) || !key.isSupported()) {
                    continue;
                }
                if (!key.verify(text, signature)) {
                    throw new ProofFailedException("The signature by " + key.name() + " is wrong");
                }
                verified.putIfAbsent(key, signature);
            }
        }
        return verified;
    }

    private static boolean isPlainText(String text) {
        return text.chars().allMatch(character -> character >= ' ' || character == '\n')
                && new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
    }

    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature).append('\n'));
        return note.toString();
    }
}
