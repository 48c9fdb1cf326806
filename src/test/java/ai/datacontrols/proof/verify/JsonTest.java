package ai.datacontrols.proof.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.proof.UnreadableException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verifier's parser reads JSON as RFC 8259 defines it, and nothing else. */
class JsonTest {

    @Test
    void readsEveryKindOfValue() {
        assertThat(Json.parse(" { \"a\" : [ 1 , -2.5e1, 0 ] , \"b\":{},\"c\":[],\"d\":true,\"e\":false}\n"))
                .isEqualTo(Map.of("a", List.of(1.0, -25.0, 0.0), "b", Map.of(), "c", List.of(), "d", true, "e", false));
        assertThat(Json.parse("null")).isNull();
        assertThat(Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u20ac\\ud83d\\ude00€\""))
                .isEqualTo("\"\\/\b\f\n\r\t€\ud83d\ude00€");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{a:1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,\"a\":1}",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"a\nb\"",
                "\"\t\"",
                "01",
                "+1",
                "1.",
                ".5",
                "1e",
                "- 1",
                "NaN",
                "tru",
                "True",
                "nulll",
                "1 1",
                "{} {}",
                "\u00a0{}",
                "/* */ {}"
            })
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void refusesDeepNesting() {
        Json.parse("[".repeat(64) + "]".repeat(64));
        assertThatThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65)))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("JSON is nested too deeply");
    }

    @Property(tries = 300)
    void readsWhatAnotherLibraryWrites(@ForAll Map<String, List<String>> members) throws JsonProcessingException {
        assertThat(Json.parse(new ObjectMapper().writeValueAsString(members))).isEqualTo(new HashMap<>(members));
    }
}
