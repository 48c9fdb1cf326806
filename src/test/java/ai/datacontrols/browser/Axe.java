package ai.datacontrols.browser;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Collectors;

/** Checks accessibility with axe-core: WCAG 2.0 to 2.2, A and AA, and its best practices. */
final class Axe {

    private static final List<String> TAGS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private Axe() {}

    static void check(Page page) {
        // passing nodes are not collected, which saves two thirds of the time
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        List<Rule> violations = new AxeBuilder(page)
                .options(options)
                .withTags(TAGS)
                .setLegacyMode(true) // else it opens a second page, needed only for cross-origin frames
                .analyze()
                .getViolations();
        if (!violations.isEmpty()) {
            throw new AssertionError("axe finds %d kinds of fault on %s%n%s"
                    .formatted(
                            violations.size(),
                            page.url(),
                            violations.stream().map(Axe::describe).collect(Collectors.joining())));
        }
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
