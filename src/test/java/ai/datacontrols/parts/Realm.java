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

/** The accounts in Keycloak, so that each test can have one of its own. */
public final class Realm {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USERS = "/admin/realms/" + RealmFile.REALM + "/users";

    private Realm() {}

    /** Somebody nobody has seen before; without plans the attribute is absent. */
    public static Account newPerson(Map<String, String> plans) {
        return newPerson(plans, null);
    }

    /** The same, reading in this language. */
    public static Account newPerson(Map<String, String> plans, String locale) {
        String username = "p-" + UUID.randomUUID();
        ObjectNode person = JSON.createObjectNode()
                .put("username", username)
                .put("email", username + "@example.org")
                .put("emailVerified", true)
                .put("firstName", "Test")
                .put("lastName", "Person")
                .put("enabled", true);
        setPlans(person, plans);
        if (locale != null) {
            person.withObjectProperty("attributes").putArray("locale").add(locale);
        }
        person.putArray("credentials").addObject().put("type", "password").put("value", People.PASSWORD);
        String location = admin().send("POST", USERS, person.toString())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return new Account(location.substring(location.lastIndexOf('/') + 1), username, People.PASSWORD);
    }

    /** Somebody with a role of the realm and a second factor, whose secret is their username. */
    public static Account newStaff(String role) {
        Account staff = newPerson(Map.of());
        ObjectNode known = (ObjectNode)
                parse(admin().send("GET", USERS + "/" + staff.id(), null).body());
        known.putArray("credentials")
                .addObject()
                .put("type", "otp")
                .put(
                        "secretData",
                        JSON.createObjectNode().put("value", staff.username()).toString())
                .put(
                        "credentialData",
                        "{\"subType\":\"totp\",\"digits\":6,\"period\":30,\"counter\":0,\"algorithm\":\"HmacSHA1\"}");
        admin().send("PUT", USERS + "/" + staff.id(), known.toString());
        giveRole(staff, role);
        return staff;
    }

    /** Creates a person who has this role of the realm, but no second factor. */
    public static Account newPersonWithRole(Map<String, String> plans, String role) {
        Account person = newPerson(plans);
        giveRole(person, role);
        return person;
    }

    /** Takes a role of the realm away from somebody. */
    public static void takeRole(Account person, String role) {
        String found = admin().send("GET", "/admin/realms/" + RealmFile.REALM + "/roles/" + role, null)
                .body();
        admin().send("DELETE", USERS + "/" + person.id() + "/role-mappings/realm", "[" + found + "]");
    }

    /** Changes what the next token of this person says about plans. */
    public static void setPlans(Account person, Map<String, String> plans) {
        ObjectNode known = (ObjectNode)
                parse(admin().send("GET", USERS + "/" + person.id(), null).body());
        setPlans(known, plans);
        admin().send("PUT", USERS + "/" + person.id(), known.toString());
    }

    /** Gives this person a role of the realm, such as {@code support}. */
    public static void giveRole(Account person, String role) {
        String found = admin().send("GET", "/admin/realms/" + RealmFile.REALM + "/roles/" + role, null)
                .body();
        admin().send("POST", USERS + "/" + person.id() + "/role-mappings/realm", "[" + found + "]");
    }

    /** Ends every session of this person, as an administrator or the person themselves can at the identity provider. */
    public static void endSessions(Account person) {
        admin().send("POST", USERS + "/" + person.id() + "/logout", null);
    }

    /**
     * Has every ID token of these pages say something while something is done.
     *
     * @param type {@code String} or {@code JSON}
     */
    public static void withClaim(String name, String value, String type, Runnable something) {
        String client = "/admin/realms/" + RealmFile.REALM + "/clients/"
                + parse(admin().send(
                                        "GET",
                                        "/admin/realms/" + RealmFile.REALM + "/clients?clientId=" + RealmFile.CLIENT,
                                        null)
                                .body())
                        .path(0)
                        .path("id")
                        .asText();
        ObjectNode mapper = JSON.createObjectNode()
                .put("name", "z-" + UUID.randomUUID())
                .put("protocol", "openid-connect")
                .put("protocolMapper", "oidc-hardcoded-claim-mapper");
        mapper.putObject("config")
                .put("claim.name", name)
                .put("claim.value", value)
                .put("jsonType.label", type)
                .put("id.token.claim", "true");
        String mappers = client + "/protocol-mappers/models";
        List<JsonNode> replaced = new ArrayList<>();
        // two mappers of one claim come in no order
        parse(admin().send("GET", mappers, null).body()).forEach(known -> {
            if (known.path("name").asText().equals(name)) {
                replaced.add(known);
                admin().send("DELETE", mappers + "/" + known.path("id").asText(), null);
            }
        });
        String location = admin().send("POST", mappers, mapper.toString())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        try {
            something.run();
        } finally {
            admin().send("DELETE", URI.create(location).getPath(), null);
            replaced.forEach(known -> admin().send("POST", mappers, known.toString()));
        }
    }

    /** A service account whose tokens are for nobody in particular; its secret is its name. */
    public static String newServiceAccount() {
        String name = "c-" + UUID.randomUUID();
        ObjectNode client = JSON.createObjectNode()
                .put("clientId", name)
                .put("secret", name)
                .put("publicClient", false)
                .put("serviceAccountsEnabled", true)
                .put("standardFlowEnabled", false);
        admin().send("POST", "/admin/realms/" + RealmFile.REALM + "/clients", client.toString());
        return name;
    }

    /** How long tokens last from now on, in seconds. */
    public static void setTokenLifespan(int seconds) {
        admin().send("PUT", "/admin/realms/" + RealmFile.REALM, "{\"accessTokenLifespan\":" + seconds + "}");
    }

    /** Gives the realm a new key to sign with, and takes the one before it away, so that tokens of before are worth nothing. */
    public static void rotateSigningKey() {
        String components = "/admin/realms/" + RealmFile.REALM + "/components";
        JsonNode keys = parse(admin().send("GET", components + "?type=org.keycloak.keys.KeyProvider", null)
                .body());
        ObjectNode key = JSON.createObjectNode()
                .put("name", "signing-" + UUID.randomUUID())
                .put("providerId", "rsa-generated")
                .put("providerType", "org.keycloak.keys.KeyProvider")
                .put("parentId", keys.get(0).path("parentId").asText());
        key.putObject("config").putArray("priority").add("200");
        admin().send("POST", components, key.toString());
        for (JsonNode old : keys) {
            if (old.path("providerId").asText().equals("rsa-generated")) {
                admin().send("DELETE", components + "/" + old.path("id").asText(), null);
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

    private static KeycloakAdmin admin() {
        return new KeycloakAdmin(RealParts.keycloakUrl());
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
