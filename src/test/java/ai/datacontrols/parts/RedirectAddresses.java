package ai.datacontrols.parts;

import ai.datacontrols.demo.KeycloakAdmin;
import ai.datacontrols.demo.RealmFile;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The client's addresses registered at Keycloak: its redirect URIs and its back-channel logout URL. */
public final class RedirectAddresses {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLIENTS = "/admin/realms/" + RealmFile.REALM + "/clients";
    private static final String BACK_CHANNEL = "backchannel.logout.url";
    private static final String AFTER_SIGN_OUT = "post.logout.redirect.uris";

    private RedirectAddresses() {}

    /** Adds the redirect URIs of one address to those of the realm file and leaves the rest of the client unchanged. */
    public static synchronized void add(String address) {
        var admin = new KeycloakAdmin(TestServices.keycloakUrl());
        var client = client(admin);
        var pages = address + "/*";
        ((ArrayNode) client.get("redirectUris")).add(pages);
        var attributes = (ObjectNode) client.get("attributes");
        attributes.put(AFTER_SIGN_OUT, attributes.get(AFTER_SIGN_OUT).asText() + "##" + pages);
        keep(admin, client);
    }

    /** Sets the address of the back-channel logout URL and returns the previous one. */
    public static synchronized String tellOfEndedSessions(String address) {
        var admin = new KeycloakAdmin(TestServices.keycloakUrl());
        var client = client(admin);
        var attributes = (ObjectNode) client.get("attributes");
        var before = attributes.get(BACK_CHANNEL).asText();
        attributes.put(BACK_CHANNEL, address);
        keep(admin, client);
        return before;
    }

    private static void keep(KeycloakAdmin admin, ObjectNode client) {
        admin.send("PUT", CLIENTS + "/" + client.get("id").asText(), client.toString());
    }

    private static ObjectNode client(KeycloakAdmin admin) {
        var found = admin.send("GET", CLIENTS + "?clientId=" + RealmFile.CLIENT, null);
        try {
            return (ObjectNode) JSON.readTree(found.body()).get(0);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
