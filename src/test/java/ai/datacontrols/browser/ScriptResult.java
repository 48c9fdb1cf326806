package ai.datacontrols.browser;

import java.util.List;

/** Converts the result of a script in a page. */
final class ScriptResult {

    private ScriptResult() {}

    static List<String> strings(Object answer) {
        return ((List<?>) answer).stream().map(String.class::cast).toList();
    }
}
