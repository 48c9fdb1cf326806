package ai.datacontrols.parts;

import ai.datacontrols.demo.KeycloakAdmin;
import ai.datacontrols.demo.People;
import ai.datacontrols.demo.RealmFile;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The realm in Keycloak: creates people for tests and changes the claims of their tokens. */
public final class Realm {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REALM = "/admin/realms/" + RealmFile.REALM;
    private static final String USERS = REALM + "/users";
    private static final KeycloakAdmin ADMIN = new KeycloakAdmin(TestServices.keycloakUrl());

    private static String client;

    private Realm() {}

    /** Creates a person that the application doesn't know yet; without plans the attribute is absent. */
    public static Account newPerson(Map<String, String> plans) {
        return create(person(plans));
    }

    /** Creates a person who prefers this language. */
    public static Account newPerson(Map<String, String> plans, String locale) {
        ObjectNode person = person(plans);
        person.withObjectProperty("attributes").putArray("locale").add(locale);
        return create(person);
    }

    /** Creates a person whose e-mail address is not verified. */
    public static Account newPersonWithUnverifiedEmail(Map<String, String> plans) {
        return create(person(plans).put("emailVerified", false));
    }

    /** Creates a person with this realm role but no second factor. */
    public static Account newPersonWithRole(Map<String, String> plans, String role) {
        ObjectNode person = person(plans);
        addRole(person, role);
        return create(person);
    }

    /** Creates a person with this realm role and a second factor, whose secret is the username. */
    public static Account newStaff(String role) {
        ObjectNode staff = person(Map.of());
        addRole(staff, role);
        staff.withArrayProperty("credentials")
                .addObject()
                .put("type", "otp")
                .put(
                        "secretData",
                        JSON.createObjectNode()
                                .put("value", staff.path("username").asText())
                                .toString())
                .put(
                        "credentialData",
                        "{\"subType\":\"totp\",\"digits\":6,\"period\":30,\"counter\":0,\"algorithm\":\"HmacSHA1\"}");
        return create(staff);
    }

    private static ObjectNode person(Map<String, String> plans) {
        String username = "p-" + UUID.randomUUID();
        ObjectNode person = JSON.createObjectNode()
                .put("username", username)
                .put("email", username + "@example.org")
                .put("emailVerified", true)
                .put("firstName", "Test")
                .put("lastName", "Person")
                .put("enabled", true);
        setPlans(person, plans);
        person.putArray("credentials").addObject().put("type", "password").put("value", People.PASSWORD);
        addRole(person, "default-roles-" + RealmFile.REALM);
        return person;
    }

    private static void addRole(ObjectNode person, String role) {
        person.withArrayProperty("realmRoles").add(role);
    }

    /** Imports a person, because POST /users ignores roles: they would need two more requests. */
    private static Account create(ObjectNode person) {
        ObjectNode batch = JSON.createObjectNode().put("ifResourceExists", "FAIL");
        batch.putArray("users").add(person);
        String created = KeycloakCosts.measured(
                "new user",
                () -> ADMIN.send("POST", REALM + "/partialImport", batch.toString())
                        .body());
        String id = parse(created).path("results").path(0).path("id").asText();
        return new Account(id, person.path("username").asText(), People.PASSWORD);
    }

    /** Removes a realm role from a person. */
    public static void takeRole(Account person, String role) {
        String found = ADMIN.send("GET", REALM + "/roles/" + role, null).body();
        ADMIN.send("DELETE", USERS + "/" + person.id() + "/role-mappings/realm", "[" + found + "]");
    }

    /** Changes the plans in the person's next token. */
    public static void setPlans(Account person, Map<String, String> plans) {
        ObjectNode known = (ObjectNode)
                parse(ADMIN.send("GET", USERS + "/" + person.id(), null).body());
        setPlans(known, plans);
        ADMIN.send("PUT", USERS + "/" + person.id(), known.toString());
    }

    /** Changes a person's e-mail address and marks it as verified. */
    public static void setEmail(Account person, String email) {
        change(person, "email", email);
    }

    public static void setFirstName(Account person, String name) {
        change(person, "firstName", name);
    }

    private static void change(Account person, String field, String value) {
        ObjectNode known = (ObjectNode)
                parse(ADMIN.send("GET", USERS + "/" + person.id(), null).body());
        ADMIN.send("PUT", USERS + "/" + person.id(), known.put(field, value).toString());
    }

    /** Ends every session of this person at the identity provider. */
    public static void endSessions(Account person) {
        ADMIN.send("POST", USERS + "/" + person.id() + "/logout", null);
    }

    /**
     * Adds a claim to every ID token of this client while an action runs.
     *
     * @param type {@code String} or {@code JSON}
     */
    public static void withClaim(String name, String value, String type, Runnable something) {
        ObjectNode mapper = JSON.createObjectNode()
                .put("name", "z-" + UUID.randomUUID())
                .put("protocol", "openid-connect")
                .put("protocolMapper", "oidc-hardcoded-claim-mapper");
        mapper.putObject("config")
                .put("claim.name", name)
                .put("claim.value", value)
                .put("jsonType.label", type)
                .put("id.token.claim", "true");
        String mappers = client() + "/protocol-mappers/models";
        List<JsonNode> replaced = new ArrayList<>();
        // the order in which Keycloak applies two mappers of one claim is undefined
        parse(ADMIN.send("GET", mappers, null).body()).forEach(known -> {
            if (known.path("name").asText().equals(name)) {
                replaced.add(known);
                ADMIN.send("DELETE", mappers + "/" + known.path("id").asText(), null);
            }
        });
        String location = ADMIN.send("POST", mappers, mapper.toString())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        try {
            something.run();
        } finally {
            ADMIN.send("DELETE", URI.create(location).getPath(), null);
            replaced.forEach(known -> ADMIN.send("POST", mappers, known.toString()));
        }
    }

    private static synchronized String client() {
        if (client == null) {
            client = REALM + "/clients/"
                    + parse(ADMIN.send("GET", REALM + "/clients?clientId=" + RealmFile.CLIENT, null)
                                    .body())
                            .path(0)
                            .path("id")
                            .asText();
        }
        return client;
    }

    /** Creates a service account whose tokens have no specific audience; its secret is its name. */
    public static String newServiceAccount() {
        String name = "c-" + UUID.randomUUID();
        ObjectNode client = JSON.createObjectNode()
                .put("clientId", name)
                .put("secret", name)
                .put("publicClient", false)
                .put("serviceAccountsEnabled", true)
                .put("standardFlowEnabled", false);
        ADMIN.send("POST", REALM + "/clients", client.toString());
        return name;
    }

    /** Sets the lifespan of access tokens, in seconds. */
    public static void setTokenLifespan(int seconds) {
        ADMIN.send("PUT", REALM, "{\"accessTokenLifespan\":" + seconds + "}");
    }

    /** Adds a new signing key to the realm and deletes the previous one, which invalidates all earlier tokens. */
    public static void rotateSigningKey() {
        String components = REALM + "/components";
        JsonNode keys = parse(ADMIN.send("GET", components + "?type=org.keycloak.keys.KeyProvider", null)
                .body());
        ObjectNode key = JSON.createObjectNode()
                .put("name", "signing-" + UUID.randomUUID())
                .put("providerId", "rsa-generated")
                .put("providerType", "org.keycloak.keys.KeyProvider")
                .put("parentId", keys.get(0).path("parentId").asText());
        key.putObject("config").putArray("priority").add("200");
        ADMIN.send("POST", components, key.toString());
        for (JsonNode old : keys) {
            if (old.path("providerId").asText().equals("rsa-generated")) {
                ADMIN.send("DELETE", components + "/" + old.path("id").asText(), null);
            }
        }
        Token.forgetAll();
    }

    private static void setPlans(ObjectNode person, Map<String, String> plans) {
        ObjectNode attributes = person.withObjectProperty("attributes");
        if (plans.isEmpty()) {
            attributes.remove("plans");
        } else {
            attributes.putArray("plans").add(JSON.valueToTree(plans).toString());
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
