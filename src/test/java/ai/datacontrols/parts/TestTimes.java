package ai.datacontrols.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Prints the duration of each test class of the last run, slowest first, and the cost of its users, tokens and
 * sign-ins. Reads the reports of surefire and failsafe and {@link KeycloakCosts}' file. Runs without a class path:
 * {@code java src/test/java/ai/datacontrols/parts/TestTimes.java [directory of the build]}.
 */
public final class TestTimes {

    private record Row(String name, int tests, double seconds) {

        Row plus(Row other) {
            return new Row(name, tests + other.tests, seconds + other.seconds);
        }
    }

    /** The cost of one kind of Keycloak call in one test class. */
    private record Cost(int calls, double seconds) {

        Cost plus(Cost other) {
            return new Cost(calls + other.calls, seconds + other.seconds);
        }
    }

    private TestTimes() {}

    /** @param arguments the directory of the build, {@code target} by default */
    public static void main(String... arguments) throws Exception {
        Path build = Path.of(arguments.length == 0 ? "target" : arguments[0]);
        List<Row> rows = new ArrayList<>(rows(build.resolve("surefire-reports")));
        rows.addAll(rows(build.resolve("failsafe-reports")));
        Map<String, Map<String, Cost>> costs = costs(build.resolve("figures").resolve("keycloak-costs.txt"));
        rows.sort(Comparator.comparingDouble(Row::seconds).reversed());
        System.out.println("| class | tests | s | of which users, tokens and sign-ins |\n|---|---:|---:|---|");
        for (Row row : rows) {
            System.out.printf(
                    "| `%s` | %d | %.1f | %s |%n",
                    row.name, row.tests, row.seconds, describe(costs.getOrDefault(row.name, Map.of())));
        }
        Map<String, Cost> all = new TreeMap<>();
        costs.values().forEach(ofClass -> ofClass.forEach((kind, cost) -> all.merge(kind, cost, Cost::plus)));
        System.out.printf(
                "| **all** | %d | %.1f | %s |%n",
                rows.stream().mapToInt(Row::tests).sum(),
                rows.stream().mapToDouble(Row::seconds).sum(),
                describe(all));
    }

    private static List<Row> rows(Path reports) throws Exception {
        Map<String, Row> rows = new TreeMap<>();
        if (Files.isDirectory(reports)) {
            try (var files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
                for (Path file : files) {
                    Element suite = DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile())
                            .getDocumentElement();
                    NodeList cases = suite.getElementsByTagName("testcase");
                    for (int place = 0; place < cases.getLength(); place++) {
                        Element test = (Element) cases.item(place);
                        // a suite has one report for all its classes
                        String name = test.getAttribute("classname").replaceFirst(".*\\.", "");
                        Row one = new Row(name, 1, Double.parseDouble(test.getAttribute("time")));
                        rows.merge(name, one, Row::plus);
                    }
                }
            }
        }
        return List.copyOf(rows.values());
    }

    private static Map<String, Map<String, Cost>> costs(Path file) throws IOException {
        Map<String, Map<String, Cost>> costs = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] cells = line.split("\t");
                costs.computeIfAbsent(cells[0], name -> new TreeMap<>())
                        .merge(cells[1], new Cost(1, Double.parseDouble(cells[2])), Cost::plus);
            }
        }
        return costs;
    }

    private static String describe(Map<String, Cost> costs) {
        StringBuilder text = new StringBuilder();
        costs.forEach((kind, cost) -> text.append(text.isEmpty() ? "" : ", ")
                .append("%d × %s %.1f s".formatted(cost.calls, kind, cost.seconds)));
        return text.toString();
    }
}
