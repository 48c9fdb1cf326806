package ai.datacontrols.ledger;

import java.util.HexFormat;

/** Formats rows in the text format of PostgreSQL's COPY. */
final class CopyLine {

    private static final HexFormat HEX = HexFormat.of();

    private CopyLine() {}

    /** @param values column values without characters that need escaping; null for SQL's NULL */
    static String of(Object... values) {
        var line = new StringBuilder(256);
        for (var value : values) {
            line.append(line.isEmpty() ? "" : "\t");
            if (value instanceof byte[] bytes) {
                line.append("\\\\x").append(HEX.formatHex(bytes));
            } else {
                line.append(value == null ? "\\N" : value.toString());
            }
        }
        return line.append('\n').toString();
    }
}
