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

    /** Whether its first line is this comment, as shell or SQL has it. */
    boolean says(String comment) {
        var first = text.lines().findFirst().orElse("");
        return first.equals("# " + comment) || first.equals("-- " + comment);
    }
}
