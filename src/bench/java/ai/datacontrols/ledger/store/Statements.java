package ai.datacontrols.ledger.store;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL statements of the application, to be executed without it. */
public final class Statements {

    /** Of the length of a real one. */
    private static final String SEAL = "decode(repeat('00', 20), 'hex')";

    private Statements() {}

    /** Returns the settings page's query; parameters: account, consumers. */
    public static String page() {
        return AccountOverviewQuery.SQL;
    }

    /** Returns the query of histories; parameter: accounts. */
    public static String histories() {
        return HistoryQuery.SQL;
    }

    /**
     * Returns the statements of an opt-out as a pgbench script: account lock, state read under the lock, insertion of
     * the entry with its projection and feed rows. Hash and seals are dummies, because only the application can compute
     * them.
     *
     * @param account an SQL expression
     */
    public static String choice(String account) {
        var values = Map.ofEntries(
                entry(":account", account),
                entry(":sequence", ":sequence"),
                entry(":kind", "'OPTED_OUT'"),
                entry(":product", "'le-chat'"),
                entry(":plan", "null"),
                entry(":happenedAt", "now()"),
                entry(":recordedAt", "now()"),
                entry(":actor", "'DATA_SUBJECT'"),
                entry(":surface", "'SETTINGS_PAGE'"),
                entry(":policyVersion", "'1'"),
                entry(":textVersion", "'1'"),
                entry(":language", "'en'"),
                entry(":noticePlace", "'SWITCH'"),
                entry(":noticeVersion", "'1'"),
                entry(":noticePlan", "'free'"),
                entry(":requestId", "md5(:attempt::text)::uuid"),
                entry(":evidence", "null"),
                entry(":startedAt", "null"),
                entry(":endedAt", "null"),
                entry(":revision", "null"),
                entry(":requestedBy", "null"),
                entry(":privacyControl", "null"),
                entry(":chainKey", "1"),
                entry(":previousHash", "decode(repeat('00', 32), 'hex')"),
                entry(":hash", "decode(repeat('00', 32), 'hex')"),
                entry(":erasedAt", "null"),
                entry(":statePlan", "'free'"),
                entry(":planEntry", "1"),
                entry(":planAt", "now()"),
                entry(":choice", "'OPTED_OUT'"),
                entry(":choiceEntry", ":sequence"),
                entry(":choiceAt", "now()"),
                entry(":usableSince", "null"),
                entry(":usableSinceEntry", "null"),
                entry(":stateAt", "now()"),
                entry(":products", "array['le-chat']"),
                entry(":headSeal", SEAL),
                entry(":permissionSeal", SEAL),
                entry(":changeSeal", SEAL));
        var append = Pattern.compile("(?<!:):[a-zA-Z]+")
                .matcher(LedgerWriter.ALL)
                .replaceAll(name -> Matcher.quoteReplacement(
                        Objects.requireNonNull(values.get(name.group()), () -> "no value for " + name.group())));
        var turn = LockedState.SQL
                .replaceFirst("\\?", account)
                .replaceFirst("\\?", "md5(:attempt::text)::uuid")
                .replaceFirst("\\?", account)
                .replaceFirst("\\?", "'le-chat'");
        var lock =
                AccountHead.LOCK.replaceFirst("\\?", "(" + account + ")::text").replaceFirst("\\?", account);
        return """
                \\set attempt random(1, 9223372036854775806)
                \\set sequence random(1000000000, 9223372036854775806)
                \\startpipeline
                begin;
                %s;
                \\endpipeline
                %s;
                %s;
                commit;
                """.formatted(lock, turn, append);
    }
}
