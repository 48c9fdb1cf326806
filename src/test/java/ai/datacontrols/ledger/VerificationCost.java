package ai.datacontrols.ledger;

import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.ChainCheck;
import ai.datacontrols.ledger.chain.ChainHead;
import ai.datacontrols.ledger.chain.Keys;
import ai.datacontrols.ledger.chain.Seal;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.EntryRef;
import ai.datacontrols.policy.EventMetadata;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.rules.Choice;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Measures the processor time that verification adds: chains of several lengths, and one seal. */
public final class VerificationCost {

    private static final long AT_LEAST_NANOS = 1_000_000_000;
    private static final NoticeShown SHOWN = new NoticeShown("1", "1", "en");

    private VerificationCost() {}

    /** Prints a table in Markdown. */
    public static void main(String... none) {
        var chain = Keys.chain(1, Map.of(1, new byte[32]));
        var account = UUID.randomUUID();
        System.out.println("| what | processor time |");
        System.out.println("|---|---|");
        for (int length : new int[] {4, 100, 10_000}) {
            var entries = entries(chain, account, length);
            var head = new ChainHead();
            var last = entries.get(length - 1);
            head.advance(last, last.recordedAt);
            print(length + " entries and the head", () -> {
                var check = new ChainCheck(chain, account, violation -> {
                    throw new IllegalStateException(violation.toString());
                });
                entries.forEach(check::accept);
                check.end(head);
            });
        }
        var entry = new EntryRef(2, Instant.now());
        var state = new ConsentState("le-chat", "free", entry, Choice.OPTED_IN, entry, entry.at(), entry, entry.at());
        var seal = chain.seal(1, Seal.permission(account, state));
        print("the seal of a row of the projection", () -> {
            if (!chain.isSealed(seal, Seal.permission(account, state))) {
                throw new IllegalStateException();
            }
        });
    }

    private static List<LedgerEntry> entries(Chain chain, UUID account, int length) {
        var entries = new ArrayList<LedgerEntry>();
        var previous = new byte[0];
        for (var sequence = 1; sequence <= length; sequence++) {
            var at = Instant.now();
            var metadata = new EventMetadata(sequence, at, Actor.DATA_SUBJECT, Channel.SETTINGS_PAGE, SHOWN);
            var choice = sequence % 2 == 0 ? Choice.OPTED_IN : Choice.OPTED_OUT;
            var entry = LedgerEntry.from(new ChoiceMade(metadata, "le-chat", choice), account, at);
            entry.requestId = UUID.randomUUID();
            entry.chainKey = 1;
            entry.previousHash = previous;
            entry.hash = chain.hash(entry);
            previous = entry.hash;
            entries.add(entry);
        }
        return entries;
    }

    /** The second measurement counts; the first warms up. */
    private static void print(String what, Runnable work) {
        measure(work);
        System.out.printf("| %s | %,.2f µs |%n", what, measure(work) / 1_000);
    }

    private static double measure(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        var begun = threads.getCurrentThreadCpuTime();
        var times = 0L;
        while (threads.getCurrentThreadCpuTime() - begun < AT_LEAST_NANOS) {
            for (var n = 0; n < 100; n++) {
                work.run();
            }
            times += 100;
        }
        return (double) (threads.getCurrentThreadCpuTime() - begun) / times;
    }
}
