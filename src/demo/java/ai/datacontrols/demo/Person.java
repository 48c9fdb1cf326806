package ai.datacontrols.demo;

import java.util.Map;
import java.util.UUID;

/**
 * One of the cast.
 *
 * @param id the account, the same in every realm made from the file
 * @param plans the plan of each product; empty for somebody without any
 * @param shows what one sees when signed in as this person
 */
public record Person(
        UUID id, String username, String displayName, String email, Map<String, String> plans, String shows) {}
