package ai.datacontrols.bench;

import ai.datacontrols.ledger.store.Statements;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * The upper bound for a server: executes the application's SQL statements, reads every row, and sends responses of the
 * same size. No framework, no authentication, no template. {@code GET /page?<account>} and
 * {@code POST /api/v1/decisions}.
 */
public final class BaselineServer extends AbstractVerticle {

    private static final int CONNECTIONS = 8;
    private static final String[] PIPELINES = {"pipeline-chat", "pipeline-code"};

    private final String pageSql = numbered(Statements.page());
    private final String historySql = numbered(Statements.histories());
    private SqlClient database;
    private Buffer page;
    private Buffer decision;

    /**
     * Runs until the process is stopped.
     *
     * @param arguments HTTP port, PostgreSQL's port, database name, size of a page in bytes, size of a decision in
     *     bytes
     */
    public static void main(String... arguments) {
        var options = new DeploymentOptions()
                .setInstances(Runtime.getRuntime().availableProcessors())
                .setConfig(new JsonObject()
                        .put("port", Integer.valueOf(arguments[0]))
                        .put("postgres", Integer.valueOf(arguments[1]))
                        .put("database", arguments[2])
                        .put("page", Integer.valueOf(arguments[3]))
                        .put("decision", Integer.valueOf(arguments[4])));
        Vertx.vertx().deployVerticle(BaselineServer.class.getName(), options).onFailure(failed -> {
            failed.printStackTrace();
            System.exit(1);
        });
    }

    @Override
    public void start(Promise<Void> started) {
        page = Buffer.buffer("x".repeat(config().getInteger("page")));
        decision = Buffer.buffer("x".repeat(config().getInteger("decision")));
        database = PgBuilder.client()
                .connectingTo(new PgConnectOptions()
                        .setHost("localhost")
                        .setPort(config().getInteger("postgres"))
                        .setDatabase(config().getString("database"))
                        .setUser(Database.APPLICATION)
                        .setCachePreparedStatements(true))
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .using(vertx)
                .build();
        vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(config().getInteger("port"), "localhost")
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/page")) {
            var account = UUID.fromString(request.query());
            answer(request, ask(pageSql, Tuple.of(account, (Object) PIPELINES)), page);
        } else {
            request.body().onSuccess(body -> {
                var account = UUID.fromString(body.toJsonObject().getString("account"));
                answer(request, ask(historySql, Tuple.of((Object) new UUID[] {account})), decision);
            });
        }
    }

    private Future<RowSet<Row>> ask(String sql, Tuple parameters) {
        return database.preparedQuery(sql).execute(parameters);
    }

    private static void answer(HttpServerRequest request, Future<RowSet<Row>> asked, Buffer body) {
        asked.onSuccess(rows -> {
                    var values = 0;
                    for (Row row : rows) {
                        values += row.getValue(0) == null ? 0 : row.size();
                    }
                    request.response()
                            .setStatusCode(values == 0 ? 500 : 200)
                            .putHeader("Content-Type", "text/html;charset=UTF-8")
                            .end(body);
                })
                .onFailure(failed -> request.response().setStatusCode(500).end(failed.toString()));
    }

    /** Replaces JDBC's {@code ?} parameters by PostgreSQL's {@code $n}. */
    static String numbered(String sql) {
        var numbered = new StringBuilder();
        var number = 1;
        for (var one : sql.toCharArray()) {
            numbered.append(one == '?' ? "$" + number++ : String.valueOf(one));
        }
        return numbered.toString();
    }
}
