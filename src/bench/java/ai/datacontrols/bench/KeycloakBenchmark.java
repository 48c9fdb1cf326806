package ai.datacontrols.bench;

import ai.datacontrols.demo.RealmFile;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Measures the alternative: an attribute of the user in Keycloak, read and written through its admin API. */
final class KeycloakBenchmark implements Benchmark {

    private static final String KEYCLOAK = "Keycloak";
    /** An attribute that the realm's user profile declares. */
    private static final String ATTRIBUTE = "plans";

    @Override
    public void measure(BenchEnvironment environment, Table table) throws Exception {
        var data = environment.largest();
        var application = environment.application(data);
        var people = environment.people(application);
        var connections = environment.options().connections();
        System.out.println("Keycloak");
        var reads = Rounds.of(
                environment.options(),
                List.of(
                        new Contender(OURS, PageBenchmark.pages(environment, application)::rate),
                        new Contender(KEYCLOAK, keycloak(environment, "GET", people)::rate)));
        table.add("`GET /settings` by Keycloak's GET of a user", reads, OURS, KEYCLOAK, 3, 0);
        var writes = Rounds.of(
                environment.options(),
                List.of(
                        new Contender(OURS, new ClickLoad(application, people, connections)::rate),
                        new Contender(KEYCLOAK, keycloak(environment, "PUT", people)::rate)));
        table.add("opt-out and opt-in by Keycloak's PUT of an attribute", writes, OURS, KEYCLOAK, 4, 0);
    }

    /** Requests cycle through the users; consecutive writes of a user differ. */
    private static Wrk keycloak(BenchEnvironment environment, String method, List<Person> people) throws IOException {
        var server = URI.create(environment.keycloak().url());
        var token = environment.keycloak().adminToken();
        var requests = new ArrayList<String>();
        try (var connection = new HttpConnection(server)) {
            for (var value : List.of("{\"le-chat\":\"pro\"}", "{\"le-chat\":\"free\"}")) {
                for (var person : people) {
                    var path = "/admin/realms/" + RealmFile.REALM + "/users/" + DataSet.account(person.number());
                    var user = connection
                            .send(Requests.api("GET", server, path, token, ""))
                            .ok()
                            .body();
                    requests.add(
                            Requests.api(method, server, path, token, method.equals("GET") ? "" : with(value, user)));
                }
            }
        }
        var wrk = new Wrk(server, requests, environment.options().connections());
        if (method.equals("PUT")) {
            requireWritten(server, token, people.get(0));
        }
        return wrk;
    }

    /** Keycloak ignores attributes that its user profile doesn't declare, and still returns 204. */
    private static void requireWritten(URI server, String token, Person person) throws IOException {
        var path = "/admin/realms/" + RealmFile.REALM + "/users/" + DataSet.account(person.number());
        try (var connection = new HttpConnection(server)) {
            var user = connection
                    .send(Requests.api("GET", server, path, token, ""))
                    .ok()
                    .body();
            if (!new ObjectMapper()
                    .readTree(user)
                    .path("attributes")
                    .path(ATTRIBUTE)
                    .path(0)
                    .asText()
                    .contains("pro")) {
                throw new IllegalStateException("Keycloak did not store the attribute: " + user);
            }
        }
    }

    private static String with(String value, String user) throws IOException {
        var changed = (ObjectNode) new ObjectMapper().readTree(user);
        changed.withObjectProperty("attributes").putArray(ATTRIBUTE).add(value);
        return changed.toString();
    }
}
