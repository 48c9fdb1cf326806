package ai.datacontrols.proof.verify;

import ai.datacontrols.proof.Commitment;
import ai.datacontrols.proof.Hash;
import ai.datacontrols.proof.LogPolicy;
import ai.datacontrols.proof.LogPolicy.TrustedCheckpoint;
import ai.datacontrols.proof.MultiProof;
import ai.datacontrols.proof.ProofFailedException;
import ai.datacontrols.proof.SignedNote;
import ai.datacontrols.proof.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A person's data export, with the proof of all its entries.
 *
 * @param entries in the order of the file
 * @param isWhole whether the service found the chain intact itself
 * @param checkpoint the signed checkpoint; null if nothing was sealed
 * @param hashes the hashes of the {@link MultiProof}
 */
record ExportFile(String account, List<Entry> entries, boolean isWhole, SignedNote checkpoint, List<Hash> hashes) {

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("kind", "kind"),
            Map.entry("product", "product"),
            Map.entry("plan", "plan"),
            Map.entry("actor", "actor"),
            Map.entry("surface", "surface"),
            Map.entry("requestedBy", "requested_by"),
            Map.entry("policyVersion", "policy_version"),
            Map.entry("textVersion", "text_version"),
            Map.entry("language", "language"),
            Map.entry("noticePlace", "notice_place"),
            Map.entry("noticeVersion", "notice_version"),
            Map.entry("noticePlan", "notice_plan"),
            Map.entry("evidence", "evidence"),
            Map.entry("previousHash", "previous_hash"));

    private static final Map<String, String> INSTANTS = Map.of(
            "happenedAt", "happened_at",
            "recordedAt", "recorded_at",
            "startedAt", "started_at",
            "endedAt", "ended_at");

    private static final Map<String, String> INTEGERS = Map.of("sequence", "sequence", "revision", "revision");

    private static final String ERASURE = "ACCOUNT_ERASED";

    /**
     * An entry of the export.
     *
     * @param sequence its number in the account's history, from 1
     * @param said what its members say about fields of the encoding; null for a member that is missing
     * @param fields the fields of {@code hashedText}
     * @param encoding the canonical encoding that the log commits to
     * @param seal null if no checkpoint covered the entry
     */
    record Entry(
            long sequence,
            Map<String, String> said,
            Map<String, String> fields,
            String encoding,
            String hash,
            Seal seal) {

        private static Entry of(Members entry) {
            var said = new TreeMap<String, String>();
            TEXTS.forEach((member, field) -> said.put(field, (String) optional(entry, member, String.class)));
            INSTANTS.forEach((member, field) -> {
                var instant = (String) optional(entry, member, String.class);
                said.put(field, instant == null ? null : EntryFields.microseconds(instant));
            });
            INTEGERS.forEach((member, field) ->
                    said.put(field, entry.get(member) == null ? null : Long.toString(entry.integer(member))));
            var signal = optional(entry, "globalPrivacyControl", Boolean.class);
            said.put("global_privacy_control", signal == null ? null : signal.toString());
            var hashed = entry.string("hashedText");
            var hash = entry.string("hash");
            var seal = entry.get("seal") == null ? null : Seal.of(Members.of("A seal", entry.get("seal")));
            var encoding = hashed + EntryFields.encode("hash", hash);
            if (seal != null && seal.covered() != null) {
                encoding += EntryFields.encode(
                        "covered", seal.covered().stream().map(String::valueOf).collect(Collectors.joining(",")));
            }
            return new Entry(entry.integer("sequence"), said, EntryFields.decode(hashed), encoding, hash, seal);
        }

        private static Object optional(Members entry, String member, Class<?> type) {
            var value = entry.get(member);
            if (value != null && !type.isInstance(value)) {
                throw new UnreadableException("An entry has the wrong type of " + member);
            }
            return value;
        }
    }

    /**
     * The place of an entry in the log.
     *
     * @param leaf its leaf hash
     * @param nonce the nonce of its commitment; null if an erasure closed it
     * @param covered the leaves that an erasure closed; null for other entries
     */
    record Seal(long index, Hash leaf, byte[] nonce, List<Long> covered) {

        private static Seal of(Members seal) {
            return new Seal(
                    seal.integer("index"),
                    Hash.of(seal.base64("leaf")),
                    seal.get("nonce") == null ? null : seal.base64("nonce"),
                    seal.get("covered") == null ? null : seal.integers("covered"));
        }
    }

    /**
     * The result of a verification.
     *
     * @param trusted the checkpoint with its signatures
     * @param sealed how many entries it covers
     * @param closed how many of them an erasure closed, so that their content can't be verified
     */
    record Result(TrustedCheckpoint trusted, int sealed, int closed) {}

    /** Returns whether a document is an export. */
    static boolean isExport(Members document) {
        return document.get("entries") instanceof List<?>;
    }

    static ExportFile of(Members document) {
        var proof = document.get("log") == null ? null : Members.of("The export's log", document.get("log"));
        return new ExportFile(
                document.string("account"),
                document.array("entries").stream()
                        .map(entry -> Entry.of(Members.of("An entry", entry)))
                        .toList(),
                Boolean.TRUE.equals(document.get("whole")),
                proof == null ? null : SignedNote.parse(proof.string("checkpoint")),
                proof == null ? List.of() : hashes(proof.array("hashes")));
    }

    private static List<Hash> hashes(List<?> texts) {
        var hashes = new ArrayList<Hash>();
        for (var text : texts) {
            if (!(text instanceof String base64)) {
                throw new UnreadableException("The hashes of the export's log must be strings");
            }
            hashes.add(Hash.parse(base64));
        }
        return hashes;
    }

    /** @throws ProofFailedException with the first entry that isn't the one that was sealed, or doesn't follow the one before it */
    Result verify(LogPolicy policy) {
        compareEntries();
        if (!isWhole) {
            throw new ProofFailedException("The service says itself that the chain of these entries does not hold");
        }
        if (checkpoint == null) {
            throw new UnreadableException("The export has no proof; get one of version 2, with the log switched on");
        }
        var trusted = policy.open(checkpoint);
        var leaves = new TreeMap<Long, Hash>();
        var closed = compareSeals(leaves);
        new MultiProof(trusted.checkpoint().size(), hashes)
                .verify(leaves, trusted.checkpoint().root());
        return new Result(trusted, leaves.size(), closed);
    }

    /** Every entry must follow the one before it, and say what was hashed. */
    private void compareEntries() {
        var last = "";
        for (var place = 0; place < entries.size(); place++) {
            var entry = entries.get(place);
            if (entry.sequence() != place + 1) {
                throw new ProofFailedException("Entry %d is where entry %d must be: one is missing, added, or moved"
                        .formatted(entry.sequence(), place + 1));
            }
            if (!account.equals(entry.fields().get("account"))) {
                throw new ProofFailedException("Entry %d is of account %s, not of %s"
                        .formatted(entry.sequence(), entry.fields().get("account"), account));
            }
            entry.said().forEach((field, said) -> {
                if (!Objects.equals(said, entry.fields().get(field))) {
                    throw new ProofFailedException("Entry %d says that %s is %s, but its encoding has %s"
                            .formatted(
                                    entry.sequence(),
                                    field,
                                    said,
                                    entry.fields().get(field)));
                }
            });
            if (!last.equals(entry.fields().get("previous_hash"))) {
                throw new ProofFailedException("Entry %d does not follow the entry before it".formatted(place + 1));
            }
            last = entry.hash();
        }
    }

    /** Returns how many entries were closed by an erasure. */
    private int compareSeals(TreeMap<Long, Hash> leaves) {
        var unopened = new LinkedHashSet<Long>();
        var closed = 0;
        var isEnd = false;
        for (var entry : entries) {
            var seal = entry.seal();
            if (seal == null) {
                isEnd = true;
                continue;
            }
            if (isEnd) {
                throw new ProofFailedException(
                        "Entry %d is sealed, but the one before it is not".formatted(entry.sequence()));
            }
            if (!leaves.isEmpty() && seal.index() <= leaves.lastKey()) {
                throw new ProofFailedException(
                        "Entry %d was sealed before the entry that it follows".formatted(entry.sequence()));
            }
            if (seal.nonce() == null) {
                unopened.add(seal.index());
            } else {
                requireSealed(entry);
                if (seal.covered() != null) {
                    closed = requireCovered(entry, leaves.keySet());
                    unopened.clear();
                }
            }
            leaves.put(seal.index(), seal.leaf());
        }
        if (!unopened.isEmpty()) {
            throw new ProofFailedException("Entry %d of the log can't be opened, and no erasure lists it"
                    .formatted(unopened.iterator().next()));
        }
        return closed;
    }

    private static void requireSealed(Entry entry) {
        var commitment = Commitment.of(entry.seal().nonce(), entry.encoding().getBytes(StandardCharsets.UTF_8));
        if (!Hash.leaf(commitment).equals(entry.seal().leaf())) {
            throw new ProofFailedException("Entry %d is not the one that was sealed".formatted(entry.sequence()));
        }
    }

    /** An erasure lists the leaves of all entries before it, and nothing else. */
    private static int requireCovered(Entry erasure, Set<Long> before) {
        if (!ERASURE.equals(erasure.fields().get("kind"))
                || !List.copyOf(before).equals(erasure.seal().covered())) {
            throw new ProofFailedException("The erasure in entry %d lists other entries of the log than those before it"
                    .formatted(erasure.sequence()));
        }
        return before.size();
    }
}
