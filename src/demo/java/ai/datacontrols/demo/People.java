package ai.datacontrols.demo;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The people of demo and tests, as in the realm file. */
public final class People {
    /** Everyone's password. */
    public static final String PASSWORD = "demo";

    public static final Person FRED = person(1, "fred", "Fred Martin", chat("free"), "le Chat Free");
    public static final Person PETRA = person(2, "petra", "Petra Lang", chat("pro"), "le Chat Pro");
    public static final Person STELLA = person(3, "stella", "Stella Rossi", chat("student"), "le Chat Student");
    public static final Person TAMARA =
            person(4, "tamara", "Tamara Vidal", chat("team"), "le Chat Team: excluded by the plan");
    public static final Person ENZO =
            person(5, "enzo", "Enzo Conti", chat("enterprise"), "le Chat Enterprise: excluded by the plan");
    public static final Person XENIA =
            person(6, "xenia", "Xenia Weber", platform("experiment"), "la Plateforme Experiment");
    public static final Person SCOTT =
            person(7, "scott", "Scott Reed", platform("scale"), "la Plateforme Scale: excluded by the plan");
    public static final Person BIANCA = person(
            8,
            "bianca",
            "Bianca Moreau",
            Map.of("le-chat", "pro", "la-plateforme", "experiment"),
            "le Chat Pro and la Plateforme Experiment");
    public static final Person NORA = person(9, "nora", "Nora Klein", Map.of(), "no plan known");
    public static final Person OLGA =
            person(10, "olga", "Olga Petit", chat("free"), "le Chat Free, opted out long ago");
    public static final Person HUGO =
            person(11, "hugo", "Hugo Serrano", chat("free"), "le Chat Free, with a long history");
    public static final Person SAM = person(
            12, "sam", "Sam Dubois", chat("team"), "support staff, le Chat Team; needs a one-time code (README.md)");
    public static final Person ADA =
            person(13, "ada", "Ada Novak", Map.of(), "auditor; needs a one-time code (README.md)");

    /** Everyone, in the order of the greeting. */
    public static final List<Person> ALL =
            List.of(FRED, PETRA, STELLA, TAMARA, ENZO, XENIA, SCOTT, BIANCA, NORA, OLGA, HUGO, SAM, ADA);

    private People() {}

    private static Person person(int number, String username, String name, Map<String, String> plans, String shows) {
        UUID id = UUID.fromString("d47ac000-0000-4000-8000-%012d".formatted(number));
        return new Person(id, username, name, username + "@example.org", plans, shows);
    }

    private static Map<String, String> chat(String plan) {
        return Map.of("le-chat", plan);
    }

    private static Map<String, String> platform(String plan) {
        return Map.of("la-plateforme", plan);
    }
}
