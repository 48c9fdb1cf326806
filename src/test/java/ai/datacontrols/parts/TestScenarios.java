package ai.datacontrols.parts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Prints the test methods of the last run in alphabetical order, one per line: class, method, number of invocations and,
 * if there are any, of skipped ones. Reads the reports of surefire and failsafe, so that {@code diff} compares two runs.
 * Runs without a class path: {@code java src/test/java/ai/datacontrols/parts/TestScenarios.java [directory of the build]}.
 */
public final class TestScenarios {

    private TestScenarios() {}

    /** @param arguments the directory of the build, {@code target} by default */
    public static void main(String... arguments) throws Exception {
        Path build = Path.of(arguments.length == 0 ? "target" : arguments[0]);
        Map<String, int[]> methods = new TreeMap<>();
        for (String plugin : List.of("surefire", "failsafe")) {
            add(build.resolve(plugin + "-reports"), methods);
        }
        methods.forEach((method, counts) ->
                System.out.println(method + " " + counts[0] + (counts[1] == 0 ? "" : " skipped " + counts[1])));
    }

    private static void add(Path reports, Map<String, int[]> methods) throws Exception {
        if (!Files.isDirectory(reports)) {
            return;
        }
        try (var files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
            for (Path file : files) {
                NodeList cases = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(file.toFile())
                        .getElementsByTagName("testcase");
                for (int place = 0; place < cases.getLength(); place++) {
                    Element test = (Element) cases.item(place);
                    // an invocation is named after its method, then "(" or "[" and its arguments
                    String method = test.getAttribute("name").replaceFirst("(?s)[(\\[{].*", "");
                    // jqwik reports no package
                    String type = test.getAttribute("classname").replaceFirst(".*\\.", "");
                    int[] counts = methods.computeIfAbsent(type + " " + method, name -> new int[2]);
                    counts[0]++;
                    counts[1] += test.getElementsByTagName("skipped").getLength();
                }
            }
        }
    }
}
