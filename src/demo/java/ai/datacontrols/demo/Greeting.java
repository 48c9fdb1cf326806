package ai.datacontrols.demo;

import java.nio.file.Path;
import java.util.stream.Collectors;

/** The message on the terminal once the demo is ready. */
final class Greeting {
    private Greeting() {}

    static String text(Ports ports, Path data) {
        return """

                  Data Controls is ready:  %s

                  Sign in as one of these; every password is "%s".

                %s

                  Data are kept in %s; delete it to start afresh.
                  Keycloak's console is at %s (%s / %s), PostgreSQL on port %d.
                  Ctrl-C stops everything.
                """.formatted(
                        ports.appUrl(),
                        People.PASSWORD,
                        cast(),
                        data,
                        ports.keycloakUrl(),
                        KeycloakAdmin.USERNAME,
                        KeycloakAdmin.PASSWORD,
                        ports.postgres());
    }

    private static String cast() {
        return People.ALL.stream()
                .map(person -> "    %-8s %s".formatted(person.username(), person.shows()))
                .collect(Collectors.joining("\n"));
    }
}
