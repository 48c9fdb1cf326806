package ai.datacontrols.pages;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs Lighthouse on the pages of the running demo, signed in as one of its people, and prints the scores. It is one
 * file without dependencies, for {@code java Lighthouse.java} (docs/testing.md).
 */
public final class Lighthouse {

    /** The latest version that runs on Node.js 18 and 20. */
    private static final String LIGHTHOUSE = "lighthouse@12.8.2";

    private static final List<String> CATEGORIES = List.of("performance", "accessibility", "best-practices");

    private static final List<String> PAGES = List.of(
            "/",
            "/settings",
            "/settings?product=le-chat&from=le-chat",
            "/settings/history",
            "/settings/check",
            "/settings/plans");

    private static final Pattern ACTION = Pattern.compile("id=\"kc-form-login\"[^>]* action=\"([^\"]+)\"");

    private static final Pattern SCORE =
            Pattern.compile("\"id\": ?\"(performance|accessibility|best-practices)\",\\s*\"score\": ?([0-9.]+|null)");

    private static final Pattern FAILED =
            Pattern.compile("\"id\": \"([a-z0-9-]+)\",\\s*\"title\": \"([^\"]+)\",[^{}]*?\"score\": 0(?:\\.\\d+)?,");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Map<String, String>> cookies = new LinkedHashMap<>();

    private Lighthouse() {}

    /**
     * Prints a line for each page.
     *
     * @param args the address of the application (default {@code http://localhost:8080}) and the login (default
     *     {@code fred})
     */
    public static void main(String... args) throws IOException, InterruptedException {
        URI home = URI.create(args.length > 0 ? args[0] : "http://localhost:8080");
        String session = new Lighthouse().signIn(home, args.length > 1 ? args[1] : "fred");
        System.out.println("| page | performance | accessibility | best practices |\n|---|---|---|---|");
        for (String page : PAGES) {
            String report = run(home.resolve(page), session);
            Map<String, String> scores = SCORE.matcher(report)
                    .results()
                    .collect(Collectors.toMap(
                            score -> score.group(1), score -> percent(score.group(2)), (one, other) -> one));
            System.out.println("| `" + page + "` | "
                    + CATEGORIES.stream().map(scores::get).collect(Collectors.joining(" | ")) + " |");
            FAILED.matcher(report)
                    .results()
                    .forEach(audit -> System.err.println("  " + audit.group(1) + ": " + audit.group(2)));
        }
    }

    private static String percent(String score) {
        return score.equals("null") ? "–" : Math.round(Double.parseDouble(score) * 100) + "";
    }

    /** Returns Lighthouse's report of a page as JSON. */
    private static String run(URI page, String session) throws IOException, InterruptedException {
        Path report = Files.createTempFile("lighthouse", ".json");
        Path headers = Files.writeString(
                Files.createTempFile("headers", ".json"), "{\"Cookie\": \"" + session.replace("\"", "\\\"") + "\"}");
        try {
            ProcessBuilder npx = new ProcessBuilder(
                    "npx",
                    "--yes",
                    LIGHTHOUSE,
                    page.toString(),
                    "--quiet",
                    "--output=json",
                    "--output-path=" + report,
                    "--extra-headers=" + headers,
                    "--only-categories=" + String.join(",", CATEGORIES),
                    "--chrome-flags=--headless=new --no-sandbox");
            chromium().ifPresent(path -> npx.environment().put("CHROME_PATH", path.toString()));
            if (npx.inheritIO().start().waitFor() != 0) {
                throw new IOException("Lighthouse failed on " + page);
            }
            return Files.readString(report);
        } finally {
            Files.delete(report);
            Files.delete(headers);
        }
    }

    private static Optional<Path> chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Signs in on Keycloak's page and returns the application's cookies. */
    private String signIn(URI home, String login) throws IOException, InterruptedException {
        HttpResponse<String> form = follow(get(home.resolve("/settings")));
        var action = ACTION.matcher(form.body());
        if (!action.find()) {
            throw new IOException("no sign-in page at " + form.uri() + ", status " + form.statusCode());
        }
        HttpResponse<String> page =
                follow(send(request(URI.create(action.group(1).replace("&amp;", "&")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "username=" + URLEncoder.encode(login, StandardCharsets.UTF_8) + "&password=demo"))));
        if (!page.uri().getAuthority().equals(home.getAuthority()) || page.statusCode() != 200) {
            throw new IOException("sign-in ended at " + page.uri() + ", status " + page.statusCode());
        }
        return header(home.getAuthority());
    }

    private HttpResponse<String> follow(HttpResponse<String> response) throws IOException, InterruptedException {
        var location = response.headers().firstValue("Location");
        return location.isPresent() ? follow(get(response.uri().resolve(location.get()))) : response;
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return send(request(address));
    }

    /** Java's cookie manager would not send Secure cookies over http, as browsers do to localhost. */
    private HttpRequest.Builder request(URI address) {
        String header = header(address.getAuthority());
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return header.isEmpty() ? request : request.header("Cookie", header);
    }

    private String header(String authority) {
        return cookies.getOrDefault(authority, Map.of()).entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        Map<String, String> kept =
                cookies.computeIfAbsent(response.uri().getAuthority(), authority -> new LinkedHashMap<>());
        response.headers().allValues("Set-Cookie").forEach(line -> {
            String[] pair = line.split(";", 2)[0].split("=", 2);
            if (line.contains("Max-Age=0")) {
                kept.remove(pair[0]);
            } else {
                kept.put(pair[0], pair[1]);
            }
        });
        return response;
    }
}
