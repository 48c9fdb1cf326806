package ai.datacontrols.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Converts column values. */
public final class ResultSets {

    private ResultSets() {}

    /** Returns an instant; null for NULL. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        var found = row.getObject(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }
}
