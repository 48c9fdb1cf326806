package ai.datacontrols.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.DatabaseServer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An instance whose database accepts no writes, as after a failover to a standby, gets no requests. */
@QuarkusTest
class ReadOnlyDatabaseTest {

    private static final String RECONNECT =
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'data_controls'";

    private final DatabaseServer database = new DatabaseServer();

    @Test
    void isNotReadyButLiveWhileTheDatabaseIsReadOnly() {
        assertThat(RestAssured.get("/q/health/ready").statusCode()).isEqualTo(200);

        database.execute("alter role data_controls set default_transaction_read_only = on", RECONNECT);

        var ready = RestAssured.get("/q/health/ready");
        assertThat(ready.statusCode()).as(ready.asString()).isEqualTo(503);
        assertThat(ready.<String>path("checks.find { it.name == 'Database connections health check' }.status"))
                .isEqualTo("DOWN");
        assertThat(RestAssured.get("/q/health/live").statusCode()).isEqualTo(200);
    }

    @AfterEach
    void acceptsWritesAgain() {
        database.execute("alter role data_controls reset default_transaction_read_only", RECONNECT);
        await().until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    }
}
