package ai.datacontrols.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Collectors;

/** Looks for accessibility faults with axe-core: WCAG 2.0 to 2.2, A and AA, and its best practices. */
final class Axe {

    private static final List<String> TAGS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private Axe() {}

    static void check(Page page) {
        List<Rule> violations = violations(page);
        if (!violations.isEmpty()) {
            throw new AssertionError("axe finds %d kinds of fault on %s%n%s"
                    .formatted(
                            violations.size(),
                            page.url(),
                            violations.stream().map(Axe::describe).collect(Collectors.joining())));
        }
    }

    /** axe is a script, so scripts must run for it, also where the page's own ones were kept from running. */
    private static List<Rule> violations(Page page) {
        boolean scripts = (Boolean) page.evaluate("matchMedia('(scripting: enabled)').matches");
        if (!scripts) {
            allowScripts(page, true);
        }
        try {
            return new AxeBuilder(page)
                    .withTags(TAGS)
                    .setLegacyMode(true)
                    .analyze()
                    .getViolations();
        } finally {
            if (!scripts) {
                allowScripts(page, false);
            }
        }
    }

    private static void allowScripts(Page page, boolean allowed) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("value", !allowed);
        CDPSession cdp = page.context().newCDPSession(page);
        cdp.send("Emulation.setScriptExecutionDisabled", parameters);
        cdp.detach();
    }

    private static String describe(Rule rule) {
        return "- %s (%s): %s, %s%n%s"
                .formatted(
                        rule.getId(),
                        rule.getImpact(),
                        rule.getHelp(),
                        rule.getHelpUrl(),
                        rule.getNodes().stream().map(Axe::describe).collect(Collectors.joining()));
    }

    private static String describe(CheckedNode node) {
        return "    %s  %s%n      %s%n"
                .formatted(
                        node.getTarget(),
                        node.getHtml(),
                        String.valueOf(node.getFailureSummary()).replace("\n", "\n      "));
    }
}
