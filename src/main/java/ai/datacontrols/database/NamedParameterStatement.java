package ai.datacontrols.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A statement whose parameters have names ({@code :account}), as one of forty places would be hard to read. JDBC has places only. */
public final class NamedParameterStatement {

    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z]+)");

    private final String sql;
    private final List<String> names;

    public NamedParameterStatement(String text) {
        sql = PARAMETER.matcher(text).replaceAll("?");
        names = PARAMETER.matcher(text).results().map(found -> found.group(1)).toList();
    }

    public String sql() {
        return sql;
    }

    /** @param values one for each name, or null; those that have no name in the statement are passed over */
    public void execute(Connection connection, Map<String, ?> values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, values);
            statement.executeUpdate();
        }
    }

    /** Executes the statement once for each set of values, in one round trip. */
    public void executeBatch(Connection connection, List<? extends Map<String, ?>> batch) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (Map<String, ?> values : batch) {
                set(statement, values);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void set(PreparedStatement statement, Map<String, ?> values) throws SQLException {
        for (var place = 0; place < names.size(); place++) {
            set(statement, place + 1, values.get(names.get(place)));
        }
    }

    /** The type of a null is that of its column, whichever the database says it is. */
    private static void set(PreparedStatement statement, int place, Object value) throws SQLException {
        if (value == null) {
            statement.setNull(place, Types.NULL);
        } else if (value instanceof Instant instant) {
            statement.setObject(place, instant.atOffset(ZoneOffset.UTC));
        } else {
            statement.setObject(place, value);
        }
    }
}
