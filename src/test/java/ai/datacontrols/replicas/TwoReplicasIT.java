package ai.datacontrols.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Replica;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A choice acknowledged by one instance applies to every later decision of both. */
@QuarkusTest
class TwoReplicasIT {

    private static final int ROUNDS = 100;
    private static final Map<String, String> WITHOUT_LIMIT = Map.of("data-controls.choices.opt-ins-per-day", "1000000");

    @Test
    void aChoiceMadeOnOneReplicaAppliesOnTheOther() {
        try (var one = Replica.start(WITHOUT_LIMIT);
                var other = Replica.start(WITHOUT_LIMIT)) {
            var person = Realm.newPerson(Map.of());
            Api.json("billing", "{'plan':'free'}")
                    .baseUri(one.address())
                    .put("/accounts/{account}/subscriptions/le-chat", person.id());
            var clickers =
                    Map.of(one, Clicker.signedIn(person, one, true), other, Clicker.signedIn(person, other, true));
            var created = Instant.now();
            var reasons = new HashMap<String, Integer>();
            for (var round = 0; round < ROUNDS; round++) {
                for (Replica clickedAt : List.of(one, other)) {
                    click(clickers.get(clickedAt));
                    var optedOut = clickers.get(clickedAt).clicks().stream()
                            .reduce((before, last) -> last)
                            .filter(last -> last.kind == ai.datacontrols.ledger.store.LedgerEntry.Kind.OPTED_OUT)
                            .isPresent();
                    for (Replica askedAt : List.of(one, other)) {
                        var answer = ask(askedAt, person.id(), created);
                        assertThat(answer.<Boolean>path("permitted")).isFalse();
                        assertThat(answer.<String>path("reason"))
                                .as("round %d", round)
                                .isEqualTo(optedOut ? "OPTED_OUT" : "NOT_USABLE_SINCE_CREATION");
                        reasons.merge(answer.path("reason"), 1, Integer::sum);
                    }
                    // data created from the opt-in on may be used immediately
                    var now = ask(one, person.id(), Instant.now().minusSeconds(3600))
                            .<String>path("asOf");
                    assertThat(ask(other, person.id(), Instant.parse(now)).<Boolean>path("permitted"))
                            .isEqualTo(!optedOut);
                }
            }
            assertThat(reasons).containsOnlyKeys("OPTED_OUT", "NOT_USABLE_SINCE_CREATION");
        }
    }

    @Test
    void theFeedOfOneReplicaReturnsChoicesMadeOnTheOther() {
        try (var one = Replica.start();
                var other = Replica.start()) {
            var person = Realm.newPerson(Map.of());
            Api.json("billing", "{'plan':'free'}")
                    .baseUri(one.address())
                    .put("/accounts/{account}/subscriptions/le-chat", person.id());
            var clicker = Clicker.signedIn(person, one, true);
            var position = Api.lines(
                            Api.as("pipeline-chat").baseUri(other.address()).get("/permissions"))
                    .get(0);
            var after = io.restassured.path.json.JsonPath.from(position).getString("position");

            click(clicker);
            var changes = Api.as("pipeline-chat")
                    .baseUri(other.address())
                    .queryParam("after", after)
                    .queryParam("wait", 10)
                    .get("/changes");

            assertThat(changes.<String>path("changes[0].account")).isEqualTo(person.id());
            assertThat(changes.<String>path("changes[0].usableSince")).isNull();
            // a cursor of one replica is valid on the other
            assertThat(Api.as("pipeline-chat")
                            .baseUri(one.address())
                            .queryParam("after", changes.<String>path("next"))
                            .get("/changes")
                            .jsonPath()
                            .getList("changes"))
                    .isEmpty();
        }
    }

    private static void click(Clicker clicker) {
        var before = clicker.acknowledged();
        clicker.clickWhile(() -> clicker.acknowledged() == before);
    }

    private static Response ask(Replica replica, String account, Instant created) {
        return Api.json(
                        "pipeline-chat",
                        "{'account':'%s','product':'le-chat','data':'input-output','createdAt':'%s'}"
                                .formatted(account, created))
                .baseUri(replica.address())
                .post("/decisions");
    }
}
