package ai.datacontrols.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Style sheet and templates agree: every class has a rule, every rule is used, and every rule is in a layer. Class names
 * are written out, so that a search finds them.
 */
class StyleSheetTest {

    private static final Path STYLES = Path.of("src/main/resources/META-INF/resources/app.css");
    private static final Path TIME_BAR = Path.of("src/main/java/ai/datacontrols/settings/TimeBar.java");

    /** htmx sets it on the form whose request is in progress. */
    private static final Set<String> CLASSES_OF_HTMX = Set.of("htmx-request");

    /** Those of the time bar, and emphasis in messages. */
    private static final Set<String> ELEMENTS_ELSEWHERE = Set.of("svg", "line", "text", "em");

    private static final Pattern CLASS_ATTRIBUTE = Pattern.compile("(?<![\\w-])class=\"([^\"]*)\"");
    private static final Pattern SECTION = Pattern.compile("\\{[#/][^}]*}");
    private static final Pattern ID = Pattern.compile("(?<![\\w-])id=\"([^\"]*)\"");
    private static final Pattern ELEMENT = Pattern.compile("<([a-z][a-z0-9]*)");
    private static final Pattern TIME_BAR_CLASS =
            Pattern.compile("class=.\"(\\w+).\"|(?:line|period|post)\\(svg, \"(\\w+)\"");

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern SELECTOR = Pattern.compile("(?s)([^{};]+)\\{");
    private static final Pattern CLASS_SELECTOR = Pattern.compile("\\.([a-zA-Z_][\\w-]*)");
    private static final Pattern ID_SELECTOR = Pattern.compile("#([a-zA-Z_][\\w-]*)");
    private static final Pattern TYPE_SELECTOR = Pattern.compile("(?<![\\w.#:\\[-])([a-z][a-z0-9]*)(?![\\w-]*\\()");

    @Test
    void everyClassHasARuleAndEveryRuleIsUsed() {
        assertThat(faults(read(STYLES), templates(), timeBarClasses())).isEmpty();
    }

    @Test
    void aClassWithoutARuleIsFound() {
        assertThat(faults(
                        read(STYLES),
                        templates() + "<p class=\"notice {#if card.isUsed}ghost{/if}\"></p>",
                        timeBarClasses()))
                .containsExactly("class without a rule: ghost");
    }

    @Test
    void aRuleWithoutAUseIsFound() {
        var styles = read(STYLES) + "@layer pages { .ghost p { margin: 0; } #phantom, marquee:hover { margin: 0; } }";

        assertThat(faults(styles, templates(), timeBarClasses()))
                .containsExactly(
                        "rule for an unused class: ghost",
                        "rule for an unused id: phantom",
                        "rule for an unused element: marquee");
    }

    @Test
    void aClassThatIsAValueIsFound() {
        assertThat(faults(read(STYLES), templates() + "<td class=\"{cell.use}\"></td>", timeBarClasses()))
                .containsExactly("class that is a value: {cell.use}");
    }

    @Test
    void aRuleOutsideTheLayersIsFound() {
        assertThat(faults(read(STYLES) + "p { margin: 0; }", templates(), timeBarClasses()))
                .containsExactly("rule outside a layer: p");
        assertThat(faults(read(STYLES) + "@layer more { p { margin: 0; } }", templates(), timeBarClasses()))
                .containsExactly("rule outside a layer: @layer more");
    }

    @Test
    void aBraceTooManyIsFound() {
        assertThat(faults(read(STYLES) + "}", templates(), timeBarClasses())).containsExactly("unbalanced braces");
    }

    private static Set<String> faults(String styles, String templates, Set<String> drawn) {
        var faults = new LinkedHashSet<String>();
        var used = new TreeSet<>(drawn);
        for (var attribute : groups(CLASS_ATTRIBUTE, templates)) {
            var names = SECTION.matcher(attribute).replaceAll(" ");
            if (names.contains("{")) {
                faults.add("class that is a value: " + names);
            } else {
                used.addAll(List.of(names.trim().split("\\s+")));
            }
        }
        var css = QUOTED.matcher(COMMENT.matcher(styles).replaceAll("")).replaceAll("\"\"");
        var selectors = groups(SELECTOR, css).stream()
                .map(String::strip)
                .filter(selector -> !selector.startsWith("@"))
                .collect(Collectors.joining(", "));
        var styled = groups(CLASS_SELECTOR, selectors);
        used.stream()
                .filter(name -> !styled.contains(name))
                .forEach(name -> faults.add("class without a rule: " + name));
        styled.stream()
                .filter(name -> !used.contains(name) && !CLASSES_OF_HTMX.contains(name))
                .forEach(name -> faults.add("rule for an unused class: " + name));
        var ids = groups(ID, templates);
        groups(ID_SELECTOR, selectors).stream()
                .filter(name -> !ids.contains(name))
                .forEach(name -> faults.add("rule for an unused id: " + name));
        var elements = Stream.concat(groups(ELEMENT, templates).stream(), ELEMENTS_ELSEWHERE.stream())
                .collect(Collectors.toSet());
        groups(TYPE_SELECTOR, selectors).stream()
                .filter(name -> !elements.contains(name))
                .forEach(name -> faults.add("rule for an unused element: " + name));
        outsideLayers(css).forEach(rule -> faults.add("rule outside a layer: " + rule));
        if (css.chars().filter(it -> it == '{').count()
                != css.chars().filter(it -> it == '}').count()) {
            faults.add("unbalanced braces");
        }
        return faults;
    }

    /** Returns the selectors at the top level, apart from the layers that the first statement orders. */
    private static List<String> outsideLayers(String css) {
        var layers = List.of(
                css.substring(css.indexOf("@layer ") + 7, css.indexOf(';')).split(", "));
        var outside = Stream.<String>builder();
        var depth = 0;
        var start = css.indexOf(';') + 1;
        for (var i = start; i < css.length(); i++) {
            if (css.charAt(i) == '{' && depth++ == 0) {
                var rule = css.substring(start, i).strip();
                if (!rule.startsWith("@layer ") || !layers.contains(rule.substring(7))) {
                    outside.add(rule);
                }
            } else if (css.charAt(i) == '}' && --depth == 0) {
                start = i + 1;
            }
        }
        return outside.build().toList();
    }

    private static Set<String> timeBarClasses() {
        return groups(TIME_BAR_CLASS, read(TIME_BAR));
    }

    private static String templates() {
        try (var files = Files.walk(Path.of("frontend-templates/templates"))) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .map(StyleSheetTest::read)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the first group that took part in each match, in order. */
    private static Set<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(StyleSheetTest::group)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String group(MatchResult found) {
        return found.group(1) != null ? found.group(1) : found.group(2);
    }
}
