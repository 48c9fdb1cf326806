package ai.datacontrols.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.chain.CanonicalEncoding;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A column that a migration adds to {@code ledger_entry} is read, written and hashed. */
class LedgerColumnsTest {

    /** Columns that the application neither reads nor writes, with the reason. */
    private static final Map<String, String> NOT_MAPPED = Map.of("transaction", "PostgreSQL assigns it by default");

    /** Columns outside the hashed content, with the reason. */
    private static final Map<String, String> NOT_HASHED = Map.of(
            "hash", "it is the hash",
            "transaction", "unknown before the row is written, and another one after a restore");

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern TABLE =
            Pattern.compile("create table ledger_entry \\((.*?)\\n\\);", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern CHANGE =
            Pattern.compile("alter table ledger_entry\\b([^;]*);", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDED =
            Pattern.compile("\\badd column (?:if not exists )?(\\w+)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> CONSTRAINTS = Set.of("primary", "foreign", "unique", "check", "constraint");

    @Test
    void everyColumnIsInTheListOfColumns() throws IOException {
        assertThat(notIn(listed(), NOT_MAPPED, migrations())).isEmpty();
        assertThat(columns(migrations())).containsAll(listed()).containsAll(NOT_MAPPED.keySet());
    }

    @Test
    void everyColumnIsHashed() throws Exception {
        assertThat(notIn(hashed(), NOT_HASHED, migrations())).isEmpty();
        assertThat(columns(migrations())).containsAll(hashed()).containsAll(NOT_HASHED.keySet());
    }

    @Test
    void reportsAColumnThatAMigrationAddsAlone() throws Exception {
        var more = migrations() + "alter table ledger_entry\n  add column region text, add column zone text;";

        assertThat(notIn(listed(), NOT_MAPPED, more)).containsExactly("region", "zone");
        assertThat(notIn(hashed(), NOT_HASHED, more)).containsExactly("region", "zone");
    }

    private static Set<String> notIn(Set<String> known, Map<String, String> exceptions, String migrations) {
        var missing = columns(migrations);
        missing.removeAll(known);
        missing.removeAll(exceptions.keySet());
        return missing;
    }

    private static Set<String> columns(String migrations) {
        var columns = new TreeSet<String>();
        TABLE.matcher(migrations)
                .results()
                .flatMap(table -> table.group(1).strip().lines())
                .map(line -> line.strip().split("\\s+", 2)[0])
                .filter(name -> !CONSTRAINTS.contains(name))
                .forEach(columns::add);
        CHANGE.matcher(migrations)
                .results()
                .flatMap(change -> ADDED.matcher(change.group(1)).results())
                .forEach(added -> columns.add(added.group(1)));
        return columns;
    }

    private static Set<String> listed() {
        return new TreeSet<>(
                Arrays.asList(LedgerEntryMapper.COLUMNS.replaceAll("\\s+", "").split(",")));
    }

    private static Set<String> hashed() throws IllegalAccessException {
        var entry = new LedgerEntry();
        for (var field : LedgerEntry.class.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                field.set(entry, sample(field.getType()));
            }
        }
        return new TreeSet<>(names(entry.hashedEncoding()));
    }

    /** Returns a value that is neither null nor a default, so that the encoding has it. */
    private static Object sample(Class<?> type) {
        if (type == long.class || type == Long.class) {
            return 2L;
        } else if (type == int.class) {
            return 2;
        } else if (type == Boolean.class) {
            return true;
        } else if (type == byte[].class) {
            return new byte[] {1};
        } else if (type == UUID.class) {
            return UUID.randomUUID();
        } else if (type == Instant.class) {
            return Instant.EPOCH;
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return "text";
    }

    private static List<String> names(CanonicalEncoding encoding) {
        var text = new String(encoding.toBytes(), StandardCharsets.US_ASCII);
        var names = new ArrayList<String>();
        for (var at = 0; at < text.length(); ) {
            var size = text.indexOf(' ', at) + 1;
            var value = text.indexOf(' ', size) + 1;
            names.add(text.substring(at, size - 1));
            at = value + Integer.parseInt(text.substring(size, value - 1));
        }
        return names;
    }

    private static String migrations() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.list(MIGRATIONS)) {
            for (var file : files.sorted().toList()) {
                all.append(Files.readString(file)).append('\n');
            }
        }
        return all.toString();
    }
}
