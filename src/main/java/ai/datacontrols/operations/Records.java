package ai.datacontrols.operations;

import ai.datacontrols.database.CommandDatabase;
import ai.datacontrols.database.DatabaseClock;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PolicyLoader;
import ai.datacontrols.ledger.RecordVerifier;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.LedgerConfig;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.UnverifiableRecordException;
import ai.datacontrols.proof.UnreadableException;
import ai.datacontrols.proof.store.LogConfig;
import ai.datacontrols.proof.store.LogVerifier;
import ai.datacontrols.verification.AccountVerifier;
import ai.datacontrols.verification.AccountVerifier.Finding;
import ai.datacontrols.verification.ChainVerifier;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Verifies or rebuilds what is stored of accounts: {@code java -cp 'quarkus/*:app/*:lib/main/*:lib/boot/*'
 * ai.datacontrols.operations.Records verify [account]}, or {@code rebuild account}. It takes the settings of the
 * application. Exit codes: 0 if everything is right, 1 if something is wrong, 2 if that is unknown.
 * <p>The folder {@code quarkus} has the classes that the build transformed.
 */
public final class Records {

    private static final String USAGE = "usage: Records verify [account] | Records rebuild account";
    private static final int MOST_KEYS = 1_000;
    private static final int PROGRESS = 10_000;
    private static final int LEAVES_AT_ONCE = 5_000;

    private final CommandDatabase database;
    private final Ledger ledger;
    private final RecordVerifier records;
    private final ChainVerifier chains;
    private final AccountVerifier verifier;
    private final LogVerifier log;
    private final PrintStream out;

    private Records(CommandDatabase database, LedgerConfig keys, LogConfig log, PrintStream out) {
        this.database = database;
        this.out = out;
        var jdbc = database.jdbc();
        var timeline = PolicyLoader.load();
        var chain = new Chain(keys);
        var clock = new DatabaseClock(jdbc);
        ledger = new Ledger(timeline, chain, clock, jdbc, () -> 0);
        records = new RecordVerifier(ledger, timeline, chain, clock, jdbc);
        chains = new ChainVerifier(chain, jdbc);
        verifier = new AccountVerifier(chains, records, ledger);
        this.log = new LogVerifier(jdbc, log);
    }

    public static void main(String... arguments) {
        var settings = new SmallRyeConfigBuilder()
                .addSystemSources()
                .addDefaultInterceptors()
                .build();
        System.exit(run(settings, System.out, System.err, arguments));
    }

    static int run(SmallRyeConfig settings, PrintStream out, PrintStream err, String... arguments) {
        try {
            var command = List.of(arguments);
            if (command.equals(List.of("verify"))) {
                return with(settings, out, Records::verifyAll);
            }
            if (command.size() == 2 && Set.of("verify", "rebuild").contains(command.get(0))) {
                var account = UUID.fromString(command.get(1));
                return with(
                        settings,
                        out,
                        command.get(0).equals("verify")
                                ? records -> records.verifyOne(account)
                                : records -> records.rebuild(account));
            }
            err.println(USAGE);
        } catch (NoSuchElementException
                | IllegalArgumentException
                | IllegalStateException
                | UnreadableException failed) {
            err.println(failed.getMessage());
        }
        return 2;
    }

    @FunctionalInterface
    private interface Command {
        int run(Records records);
    }

    private static int with(SmallRyeConfig settings, PrintStream out, Command command) {
        try (var database = CommandDatabase.open(
                settings.getValue("data-controls.database.url", String.class),
                settings.getValue("data-controls.database.username", String.class),
                settings.getValue("data-controls.database.password", String.class))) {
            return command.run(new Records(database, keys(settings), log(settings), out));
        }
    }

    private int verifyOne(UUID account) {
        if (!ledger.isKnown(account)) {
            throw new IllegalStateException("account " + account + " has no entries");
        }
        var findings = new ArrayList<>(verify(account));
        if (log.isOn()) {
            Stream.concat(log.compareEntries(List.of(account)).stream(), log.compareLeaves(account).stream())
                    .map(Finding::of)
                    .forEach(finding -> add(finding, findings));
        }
        out.println(findings.isEmpty() ? "The record is right." : findings.size() + " findings.");
        return findings.isEmpty() ? 0 : 1;
    }

    private int verifyAll() {
        var verified = 0L;
        var wrong = 0L;
        var others = new ArrayList<Finding>();
        UUID last = null;
        for (var some = chains.accountsAfter(last); !some.isEmpty(); some = chains.accountsAfter(last)) {
            for (UUID account : some) {
                wrong += verify(account).isEmpty() ? 0 : 1;
                verified++;
                if (verified % PROGRESS == 0) {
                    out.printf("%d accounts verified, %d wrong%n", verified, wrong);
                }
            }
            if (log.isOn()) {
                log.compareEntries(some).stream().map(Finding::of).forEach(finding -> add(finding, others));
            }
            last = some.get(some.size() - 1);
        }
        verifier.verifyFeed().forEach(finding -> add(finding, others));
        var hasComparedAllLeaves = compareLog(others);
        out.printf(
                "All %d accounts verified, %d wrong. %s. %d findings in the feed and the transparency log.%n",
                verified,
                wrong,
                hasComparedAllLeaves
                        ? "All leaves of the transparency log compared"
                        : "The transparency log is off, has no checkpoint, or can't be compared",
                others.size());
        if (wrong > 0 || !others.isEmpty()) {
            return 1;
        }
        return log.isOn() && !hasComparedAllLeaves ? 2 : 0;
    }

    /** Compares the leaves of the transparency log, and returns whether all of them could be compared. */
    private boolean compareLog(List<Finding> findings) {
        var first = 0L;
        for (var part = log.compare(first, LEAVES_AT_ONCE);
                part.isPresent();
                part = log.compare(first, LEAVES_AT_ONCE)) {
            part.get().findings().stream().map(Finding::of).forEach(finding -> add(finding, findings));
            database.commit();
            if (part.get().isEnd()) {
                return true;
            }
            first = part.get().next();
        }
        return false;
    }

    private void add(Finding finding, List<Finding> findings) {
        print(finding);
        findings.add(finding);
    }

    /** Each account is a transaction. */
    private List<Finding> verify(UUID account) {
        var findings = verifier.verify(account);
        database.commit();
        findings.forEach(this::print);
        return findings;
    }

    private void print(Finding finding) {
        if (finding.owner() == null) {
            out.printf("leaf %d  %s%n", finding.sequence(), finding.kind());
        } else {
            out.printf("%s  entry %d  %s%n", finding.owner(), finding.sequence(), finding.kind());
        }
    }

    private int rebuild(UUID account) {
        if (!ledger.isKnown(account)) {
            throw new IllegalStateException("account " + account + " has no entries");
        }
        try {
            var differences = records.compareLocked(account);
            var before = records.stored(account);
            ledger.rebuild(account);
            var after = records.stored(account);
            var products = new TreeSet<>(before.keySet());
            products.addAll(after.keySet());
            for (String product : products) {
                out.printf("%s: %s -> %s%n", product, text(before.get(product)), text(after.get(product)));
            }
            var left = records.compareLocked(account);
            database.commit();
            out.printf("Differences before: %s. Left: %s.%n", differences, left);
            return left.isEmpty() ? 0 : 1;
        } catch (UnverifiableRecordException broken) {
            out.println(broken.getMessage() + "; nothing was changed. A rebuild needs entries that verify.");
            return 1;
        }
    }

    private static String text(Optional<ConsentState> state) {
        return state == null
                ? "no row"
                : state.map(row -> "plan %s, choice %s, usable since %s"
                                .formatted(row.plan(), row.choice(), row.usableSince()))
                        .orElse("unreadable");
    }

    private static LedgerConfig keys(SmallRyeConfig settings) {
        var prefix = "data-controls.ledger.";
        var keys = new TreeMap<Integer, String>();
        var retired = new TreeMap<Integer, Instant>();
        for (var number = 1; number <= MOST_KEYS; number++) {
            var key = number;
            settings.getOptionalValue(prefix + "chain-keys." + number, String.class)
                    .ifPresent(value -> keys.put(key, value));
            settings.getOptionalValue(prefix + "retired-keys." + number, Instant.class)
                    .ifPresent(value -> retired.put(key, value));
        }
        var first = settings.getValue(prefix + "chain-key", String.class);
        var signing =
                settings.getOptionalValue(prefix + "signing-key", Integer.class).orElse(1);
        return new Keys(first, keys, signing, retired);
    }

    /** Maps the settings of the transparency log that a comparison needs. */
    private static LogConfig log(SmallRyeConfig settings) {
        var prefix = "data-controls.log.";
        return new Log(
                settings.getOptionalValue(prefix + "key", String.class),
                settings.getOptionalValue(prefix + "next-key", String.class),
                Optional.empty(),
                settings.getOptionalValue(prefix + "directory", Path.class),
                Map.of());
    }

    private record Log(
            Optional<String> key,
            Optional<String> nextKey,
            Optional<String> timestampKey,
            Optional<Path> directory,
            Map<String, Witness> witnesses)
            implements LogConfig {}

    private record Keys(
            String chainKey, Map<Integer, String> chainKeys, int signingKey, Map<Integer, Instant> retiredKeys)
            implements LedgerConfig {}
}
