package ai.datacontrols.parts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.demo.People;
import ai.datacontrols.demo.Person;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The people in the code and those in the realm file are the same. */
class PeopleTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theRealmFileContainsAllPeople() throws IOException {
        List<Person> inRealm = new ArrayList<>();
        for (JsonNode user : people()) {
            inRealm.add(person(user));
        }
        assertThat(inRealm)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("shows")
                .containsExactlyElementsOf(People.ALL);
    }

    @Test
    void allPeopleHaveTheSamePassword() throws IOException {
        for (JsonNode user : people()) {
            assertThat(user.at("/credentials/0/value").asText()).isEqualTo(People.PASSWORD);
        }
    }

    private static List<JsonNode> people() throws IOException {
        List<JsonNode> people = new ArrayList<>();
        realm().path("users").forEach(people::add);
        people.removeIf(user -> user.has("serviceAccountClientId"));
        return people;
    }

    private static Person person(JsonNode user) throws IOException {
        String plans = user.at("/attributes/plans/0").asText("{}");
        return new Person(
                UUID.fromString(user.path("id").asText()),
                user.path("username").asText(),
                user.path("firstName").asText() + " " + user.path("lastName").asText(),
                user.path("email").asText(),
                JSON.readValue(plans.isEmpty() ? "{}" : plans, new TypeReference<Map<String, String>>() {}),
                "");
    }

    private static JsonNode realm() throws IOException {
        try (InputStream file = PeopleTest.class.getResourceAsStream("/data-controls-realm.json")) {
            return JSON.readTree(file);
        }
    }
}
