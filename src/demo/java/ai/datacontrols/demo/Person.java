package ai.datacontrols.demo;

import java.util.Map;
import java.util.UUID;

/**
 * A person of the demo.
 *
 * @param id account id, fixed by the realm file
 * @param plans plan by product; empty without plans
 * @param shows what this person's pages demonstrate
 */
public record Person(
        UUID id, String username, String displayName, String email, Map<String, String> plans, String shows) {}
