package ai.datacontrols.web.input;

public final class StorableText {

    private StorableText() {}

    /** Returns whether a text has neither U+0000, which PostgreSQL can't store, nor an unpaired surrogate. */
    public static boolean isStorable(String text) {
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            if (character == 0) {
                return false;
            }
            if (Character.isSurrogate(character)) {
                at++;
                if (at == text.length() || !Character.isSurrogatePair(character, text.charAt(at))) {
                    return false;
                }
            }
        }
        return true;
    }
}
