package ai.datacontrols.browser;

import java.util.List;

/** What a script in a page gave back. */
final class ScriptResult {

    private ScriptResult() {}

    static List<String> strings(Object answer) {
        return ((List<?>) answer).stream().map(String.class::cast).toList();
    }
}
