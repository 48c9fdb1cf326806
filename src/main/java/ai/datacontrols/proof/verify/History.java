package ai.datacontrols.proof.verify;

import ai.datacontrols.proof.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entries of an account that a verified file proves.
 *
 * @param name the file
 * @param isExport whether these must be all entries up to the checkpoint
 * @param size the size of the checkpoint
 */
record History(String name, boolean isExport, String account, long size, List<Sealed> entries) {

    /**
     * A sealed entry.
     *
     * @param sequence its number in the account's history
     * @param index its place in the log
     */
    record Sealed(long sequence, long index, String encoding) {}

    History(String name, ReceiptFile receipt, Map<String, String> fields) {
        this(
                name,
                false,
                fields.getOrDefault("account", ""),
                0,
                List.of(new Sealed(
                        sequence(fields.getOrDefault("sequence", "0")),
                        receipt.proof().index(),
                        receipt.encoding())));
    }

    History(String name, ExportFile export, ExportFile.Result result) {
        this(name, true, export.account(), result.trusted().checkpoint().size(), sealed(export, result.sealed()));
    }

    /** Says which entry of another file this export lacks or has in another form; empty if there is none. */
    Optional<String> missing(History other) {
        return other.entries().stream()
                .filter(entry -> entry.index() < size && !has(entry))
                .findFirst()
                .map(entry -> "Entry %d, which is entry %d of the log, is missing or another one in %s"
                        .formatted(entry.sequence(), entry.index(), name));
    }

    private boolean has(Sealed entry) {
        return entry.sequence() >= 1
                && entry.sequence() <= entries.size()
                && entries.get((int) entry.sequence() - 1).encoding().equals(entry.encoding());
    }

    private static List<Sealed> sealed(ExportFile export, int count) {
        var proven = new ArrayList<Sealed>(count);
        for (var entry : export.entries().subList(0, count)) {
            proven.add(new Sealed(entry.sequence(), entry.seal().index(), entry.encoding()));
        }
        return proven;
    }

    private static long sequence(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UnreadableException("The entry has no sequence", e);
        }
    }
}
