package ai.datacontrols.ledger;

import java.util.HexFormat;

/** A row in the text format of PostgreSQL's COPY. */
final class CopyLine {

    private static final HexFormat HEX = HexFormat.of();

    private CopyLine() {}

    /** @param values of the columns; null for SQL's null, and nothing in them that would have to be escaped */
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
