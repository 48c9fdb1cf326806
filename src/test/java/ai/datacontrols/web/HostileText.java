package ai.datacontrols.web;

import java.util.List;
import java.util.stream.Stream;

/** Texts that make parsers with nested repetition backtrack. */
public final class HostileText {

    private static final List<String> UNITS = List.of(
            "a",
            "9",
            " ",
            "-",
            ",",
            ";",
            "=",
            "/",
            "*",
            "%",
            "\"",
            "\\\"",
            "(",
            "[",
            "{",
            "é",
            "a-",
            "*-",
            "a,",
            "a=;",
            "a=a;",
            "a.",
            "a:",
            "a/b;c=d,",
            "a/b;c=\"\\\"\",",
            "*/*;q=0.1,",
            "fr-FR;q=0.1, ",
            "W/\"a\",",
            "0-1,",
            "%C3",
            "../",
            "for=a;",
            "[::",
            "eyJ",
            "q_session=a;",
            "q_auth_a=a;");

    private HostileText() {}

    /** Returns each unit repeated up to this length, with a suffix that fails the match. */
    public static Stream<String> ofLength(int length) {
        return UNITS.stream().map(unit -> unit.repeat(length / unit.length()) + "x");
    }
}
