package ai.datacontrols.parts;

/** A person who can sign in, made for one test. */
public record Account(String id, String username, String password) {}
