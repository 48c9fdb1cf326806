package ai.datacontrols.documents;

/**
 * A code block of a document.
 *
 * @param language {@code sh}, {@code json}, {@code sql} or {@code js}
 * @param line the number of its first line in the document
 */
public record Block(String language, int line, String text) {

    boolean isIn(String anyLanguage) {
        return language.equals(anyLanguage);
    }

    /** Returns whether the block's first line is this comment, in shell or SQL. */
    boolean says(String comment) {
        var first = text.lines().findFirst().orElse("");
        return first.equals("# " + comment) || first.equals("-- " + comment);
    }
}
