package ai.datacontrols.transparency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Choices;
import ai.datacontrols.proof.Checkpoint;
import ai.datacontrols.proof.LogPolicy;
import ai.datacontrols.proof.SignedNote;
import ai.datacontrols.proof.Tile;
import ai.datacontrols.proof.VerifierKey;
import ai.datacontrols.proof.verify.Verify;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log over HTTP is what tlog-tiles describes, and the offline verifier accepts a copy of it. */
@QuarkusTest
class LogEndpointsTest {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    @Inject
    Choices choices;

    @BeforeEach
    void somethingIsSealed() {
        choices.onPlan("pro");
        while (given().get("/log/checkpoint").statusCode() != 200
                || checkpoint().size() == 0) {
            // the log begins within a second after the start
        }
    }

    @Test
    void aCopyOfTheLogHolds(@TempDir Path copy) throws IOException {
        var checkpoint = given().get("/log/checkpoint");
        Files.write(copy.resolve("checkpoint"), checkpoint.asByteArray());
        var size =
                Checkpoint.parse(SignedNote.parse(checkpoint.asString()).text()).size();
        for (var tile : Tile.of(size)) {
            copy(tile, copy);
            if (tile.level() == 0) {
                copy(tile.entries(), copy);
            }
        }

        var out = new ByteArrayOutputStream();
        var result = Verify.run(
                List.of("--key", key(), copy.toString()), new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(result).as(out.toString(StandardCharsets.UTF_8)).isEqualTo(Verify.HOLDS);
    }

    @Test
    void theCheckpointIsCachedForASecond() {
        var checkpoint = given().get("/log/checkpoint");

        assertThat(checkpoint.contentType()).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(checkpoint.header("Cache-Control")).isEqualTo("public, max-age=1");
        assertThat(checkpoint.cookies()).isEmpty();
    }

    @Test
    void aTileIsCachedForEver() {
        var tile = given().get("/log/tile/0/000.p/1");

        assertThat(tile.statusCode()).isEqualTo(200);
        assertThat(tile.contentType()).isEqualTo("application/octet-stream");
        assertThat(tile.header("Cache-Control")).isEqualTo(FOR_EVER);
        assertThat(tile.asByteArray()).hasSize(32);
        assertThat(given().get("/log/tile/entries/000.p/1").asByteArray()).hasSize(34);
        assertThat(given().get("/log/1/tile/0/000.p/1").asByteArray()).isEqualTo(tile.asByteArray());
        assertThat(given().head("/log/tile/0/000.p/1").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/x001/000",
                "entries/x001/x234/067.p/12",
                "0/x999/x999/x999/x999/x999/999",
                "7/000",
                "8/000",
                "00/000",
                "0/0",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/01",
                "0/001x000",
                "0/x000/001",
                "-1/000",
                "0",
                "0/000.p",
                "entries"
            })
    void noOtherTileIsServed(String path) {
        var tile = given().get("/log/tile/" + path);

        assertThat(tile.statusCode()).isEqualTo(404);
        assertThat(tile.header("Cache-Control")).isEqualTo("no-store");
        assertThat(given().get("/log/1/tile/" + path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/log/2/checkpoint",
                "/log/0/checkpoint",
                "/log/01/checkpoint",
                "/log/tile/../checkpoint",
                "/log/tile/0/%30%30%30"
            })
    void noOtherPathIsServed(String path) {
        assertThat(given().urlEncodingEnabled(false).get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void namesTheLogAndItsKey() {
        var logs = given().get("/.well-known/data-controls-log");

        assertThat(logs.contentType()).startsWith("application/json");
        var json = logs.jsonPath();
        var checkpoint = SignedNote.parse(given().get("/log/checkpoint").asString());
        assertThat(new LogPolicy(VerifierKey.parse(key()))
                        .open(checkpoint)
                        .checkpoint()
                        .origin())
                .isEqualTo(json.getString("origin"))
                .as("the demo's key is named as such")
                .contains("never-for-production");
        assertThat(json.getString("url")).endsWith("/log");
        assertThat(json.getList("earlier")).isEmpty();
        assertThat(json.getList("retiredKeys")).isEmpty();
    }

    @Test
    void thePageShowsTheStateOfTheLog() {
        var page = given().get("/log");

        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.asString()).contains("Public log").contains(key());
    }

    private static void copy(Tile tile, Path directory) throws IOException {
        Response response = given().get("/log/" + tile.path());
        assertThat(response.statusCode()).as(tile.path()).isEqualTo(200);
        var file = directory.resolve(tile.path());
        Files.createDirectories(file.getParent());
        Files.write(file, response.asByteArray());
    }

    private static Checkpoint checkpoint() {
        return Checkpoint.parse(
                SignedNote.parse(given().get("/log/checkpoint").asString()).text());
    }

    private static String key() {
        return given().get("/.well-known/data-controls-log").jsonPath().getString("keys[0]");
    }
}
