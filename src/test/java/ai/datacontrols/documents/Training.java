package ai.datacontrols.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pipeline that executes the blocks of docs/pipelines.md: shell blocks in a shell, SQL blocks in DuckDB, which loads
 * no extension. Only file paths are replaced.
 */
final class Training implements AutoCloseable {

    private static final Pattern FILE = Pattern.compile("'([a-z-]+\\.(?:ndjson|json|txt))'");

    private final Document document = Document.read("pipelines.md");
    private final Path folder;
    private final Shell shell;
    private final Connection duckDb;

    Training(Path folder) throws SQLException {
        this.folder = folder;
        shell = new Shell(folder);
        var offline = new Properties();
        offline.put("autoinstall_known_extensions", "false");
        offline.put("autoload_known_extensions", "false");
        duckDb = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("training.duckdb"), offline);
    }

    /** Executes the block with this first line and returns the shell's output. */
    String does(String comment) throws SQLException {
        var block = document.saying(comment);
        if (block.isIn("sh")) {
            return shell.type(block.text());
        }
        sql(block.text());
        return "";
    }

    void begins() throws SQLException {
        assertThat(does("take a snapshot")).isEmpty();
        does("begin with the snapshot");
    }

    /** Follows the feed to its end and returns the number of rounds. */
    int followsToTheEnd() throws SQLException {
        var rounds = 0;
        String noted;
        do {
            assertThat(asks()).as(contentOf("changes.json")).isEqualTo("200");
            does("apply the changes");
            noted = does("say that it is obeyed");
            rounds++;
        } while (contentOf("changes.json").contains("\"more\":true"));
        assertThat(noted).isEqualTo("{\"consumer\":\"pipeline-chat\",\"behindSince\":null}");
        return rounds;
    }

    /** Sets the number of changes to request at once. */
    void asksInPiecesOf(int changes) {
        shell.type("LIMIT=" + changes);
    }

    /** Requests changes and returns the status. */
    String asks() throws SQLException {
        does("where we are");
        return does("ask what changed");
    }

    /** Executes SQL that isn't in the document, in a transaction. */
    void sql(String statements) throws SQLException {
        try (var sql = duckDb.createStatement()) {
            sql.execute(here(statements));
        } catch (SQLException failed) {
            try (var back = duckDb.createStatement()) {
                back.execute("rollback");
            } catch (SQLException nothingToRollBack) {
                failed.addSuppressed(nothingToRollBack);
            }
            throw failed;
        }
    }

    /** Returns the first column of a query as text. */
    List<String> all(String query) throws SQLException {
        try (var sql = duckDb.createStatement();
                var result = sql.executeQuery(here(query))) {
            var found = new ArrayList<String>();
            while (result.next()) {
                found.add(result.getString(1));
            }
            return found;
        }
    }

    String textOf(String comment) {
        return document.saying(comment).text();
    }

    List<Block> blocks() {
        return document.blocks();
    }

    String contentOf(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String here(String sql) {
        return FILE.matcher(sql)
                .replaceAll(file -> Matcher.quoteReplacement("'" + folder.resolve(file.group(1)) + "'"));
    }

    @Override
    public void close() throws SQLException {
        shell.close();
        duckDb.close();
    }
}
