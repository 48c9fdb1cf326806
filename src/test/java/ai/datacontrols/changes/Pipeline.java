package ai.datacontrols.changes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Token;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A training pipeline that takes a snapshot, follows the feed, and stores permissions with their cursor. */
class Pipeline {

    record Kept(Map<String, String> usableSince, String position) {}

    private final String client;
    private final List<String> applied = new ArrayList<>();
    private Map<String, String> usableSince = new TreeMap<>();
    private String position;

    Pipeline(String client) {
        this.client = client;
    }

    Pipeline(String client, Kept kept) {
        this(client);
        usableSince = new TreeMap<>(kept.usableSince());
        position = kept.position();
    }

    Kept keep() {
        return new Kept(new HashMap<>(usableSince), position);
    }

    Pipeline takeSnapshot() {
        var lines = Api.lines(Api.as(client).get("/permissions"));
        usableSince.clear();
        position = JsonPath.from(lines.get(0)).getString("position");
        lines.stream().skip(1).map(JsonPath::from).forEach(line -> {
            var before = usableSince.put(key(line.getMap("")), Objects.toString(line.getString("usableSince")));
            assertThat(before).as("duplicate in a snapshot").isNull();
        });
        return this;
    }

    Response ask(int limit, int wait) {
        return Api.with(Token.of(client))
                .queryParam("after", position)
                .queryParam("limit", limit)
                .queryParam("wait", wait)
                .get("/changes");
    }

    boolean follow(int limit, int wait) {
        var answer = ask(limit, wait);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        answer.jsonPath().<Map<String, String>>getList("changes").forEach(change -> {
            usableSince.put(key(change), Objects.toString(change.get("usableSince")));
            applied.add(key(change) + " " + change.get("changedAt"));
        });
        position = answer.path("next");
        return answer.path("more");
    }

    /** Follows the feed to its end. */
    Pipeline readToEnd(int limit) {
        while (follow(limit, 0)) {
            assertThat(applied).doesNotHaveDuplicates();
        }
        assertThat(applied).doesNotHaveDuplicates();
        return this;
    }

    Map<String, String> usableSince() {
        return usableSince;
    }

    String usableSince(Object account, String product) {
        return usableSince.get(account + " " + product);
    }

    /** Returns account, product and instant of every change, in the order of arrival. */
    List<String> applied() {
        return applied;
    }

    String position() {
        return position;
    }

    private static String key(Map<String, String> line) {
        return line.get("account") + " " + line.get("product");
    }
}
