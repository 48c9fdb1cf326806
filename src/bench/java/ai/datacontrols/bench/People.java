package ai.datacontrols.bench;

import ai.datacontrols.demo.Ports;
import ai.datacontrols.demo.RealmFile;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** The people who sign in: owners of the first accounts of each data set, added to the demo's realm. */
final class People {

    /** Longer than any run, because wrk doesn't store renewed session cookies. */
    private static final int TOKEN_SECONDS = 4 * 60 * 60;

    private People() {}

    /**
     * Returns the demo's realm with this many additional people. Password hashing is cheap, because sign-in isn't
     * measured.
     */
    static String realm(Ports ports, int people) throws IOException {
        var realm = (ObjectNode)
                new ObjectMapper().readTree(RealmFile.forPorts(ports).json());
        realm.put("accessTokenLifespan", TOKEN_SECONDS);
        realm.put("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)");
        var users = (ArrayNode) realm.get("users");
        for (var n = 1; n <= people; n++) {
            var user = users.addObject();
            user.put("id", DataSet.account(n).toString())
                    .put("username", Person.username(n))
                    .put("enabled", true)
                    .put("email", DataSet.email(n))
                    .put("emailVerified", true)
                    .put("firstName", "Bench")
                    .put("lastName", Integer.toString(n));
            user.putArray("credentials").addObject().put("type", "password").put("value", Person.PASSWORD);
            user.putArray("realmRoles").add("default-roles-data-controls");
        }
        return realm.toString();
    }

    /** Signs everyone in. */
    static List<Person> signedIn(int people, URI application) {
        // on a busy machine, the first requests can exceed the application's timeout for Keycloak
        Awaitility.await("sign-in works")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .ignoreExceptionsMatching(AssertionError.class::isInstance)
                .until(() -> Person.signedIn(1, application) != null);
        return IntStream.rangeClosed(1, people)
                .mapToObj(number -> {
                    try {
                        return Person.signedIn(number, application);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
