package ai.datacontrols.parts;

/** A person who can sign in at Keycloak. */
public record Account(String id, String username, String password) {}
