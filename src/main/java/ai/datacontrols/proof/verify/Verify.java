package ai.datacontrols.proof.verify;

import ai.datacontrols.proof.Checkpoint;
import ai.datacontrols.proof.LogPolicy.TrustedCheckpoint;
import ai.datacontrols.proof.ProofFailedException;
import ai.datacontrols.proof.SignatureType;
import ai.datacontrols.proof.SignedNote;
import ai.datacontrols.proof.SigningKey;
import ai.datacontrols.proof.TileDirectory;
import ai.datacontrols.proof.TiledTree;
import ai.datacontrols.proof.UnreadableException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The command {@code java -jar data-controls-verify.jar}: says in plain words what holds and what does not. */
public final class Verify {

    public static final int HOLDS = 0;

    public static final int DOES_NOT_HOLD = 1;

    /** Something cannot be read, so nothing can be said about it. */
    public static final int CANNOT_BE_READ = 2;

    private static final String GENERATE_KEY = "--generate-key";
    private static final String GENERATE_TIMESTAMP_KEY = "--generate-timestamp-key";

    /** An export has some 2,500 bytes an entry. */
    private static final long MAX_FILE_SIZE = 256 << 20;

    private final Arguments arguments;
    private final PrintStream out;
    private final List<Known> checkpoints = new ArrayList<>();
    private final List<History> histories = new ArrayList<>();
    private TileDirectory directory;
    private long directorySize;
    private boolean failed;
    private boolean unread;

    private Verify(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out));
    }

    /** Runs the command and returns its exit code. */
    public static int run(List<String> arguments, PrintStream out) {
        if (arguments.contains("--help")) {
            out.print(Arguments.USAGE);
            return HOLDS;
        }
        try {
            if (arguments.contains(GENERATE_KEY)) {
                return generateKey(arguments, GENERATE_KEY, SignatureType.ED25519, "key", out);
            }
            if (arguments.contains(GENERATE_TIMESTAMP_KEY)) {
                return generateKey(
                        arguments, GENERATE_TIMESTAMP_KEY, SignatureType.ED25519_COSIGNATURE, "timestamp-key", out);
            }
            return new Verify(Arguments.parse(arguments), out).run();
        } catch (UnreadableException e) {
            out.println(printable(e.getMessage()));
            return CANNOT_BE_READ;
        }
    }

    private static int generateKey(
            List<String> arguments, String option, SignatureType type, String setting, PrintStream out) {
        if (arguments.size() != 2 || !arguments.get(0).equals(option)) {
            throw new UnreadableException(option + " needs a name, and nothing else; see --help");
        }
        var key = SigningKey.generate(arguments.get(1), type);
        out.println("Private key (data-controls.log.%s): %s".formatted(setting, key.toPrivateText()));
        out.println("Public key: " + key.verifierKey());
        return HOLDS;
    }

    private int run() {
        arguments.policy().witnesses().stream()
                .filter(witness -> !witness.isSupported())
                .forEach(witness -> say("Cosignatures by " + witness.name() + " are not checked: " + witness.type()));
        for (var path : arguments.paths()) {
            report(path.toString(), () -> verify(path));
        }
        compareHistories();
        compareCheckpoints();
        return failed ? DOES_NOT_HOLD : unread ? CANNOT_BE_READ : HOLDS;
    }

    private String verify(Path path) {
        if (Files.isDirectory(path)) {
            return verifyDirectory(path);
        }
        var text = read(path);
        if (!text.stripLeading().startsWith("{")) {
            return verifyCheckpoint(path, text);
        }
        var document = Members.of("The file", Json.parse(text));
        return ExportFile.isExport(document) ? verifyExport(path, document) : verifyReceipt(path, document);
    }

    private String verifyReceipt(Path path, Members document) {
        var receipt = ReceiptFile.of(document);
        var trusted = receipt.verify(arguments.policy());
        checkpoints.add(new Known(path.toString(), false, trusted.checkpoint()));
        var sealed = receipt.fields();
        histories.add(new History(path.toString(), receipt, sealed));
        var fields = sealed.entrySet().stream()
                .map(field -> "\n  " + field.getKey() + ": " + field.getValue())
                .collect(Collectors.joining());
        return "entry %d of %s. What was sealed:%s".formatted(receipt.proof().index(), describe(trusted), fields);
    }

    private String verifyExport(Path path, Members document) {
        var export = ExportFile.of(document);
        var result = export.verify(arguments.policy());
        checkpoints.add(new Known(path.toString(), false, result.trusted().checkpoint()));
        histories.add(new History(path.toString(), export, result));
        var entries = export.entries();
        if (result.sealed() < entries.size()) {
            throw new UnreadableException(
                    "Entries 1 to %d are those that were sealed. The export was issued before entries %d to %d were sealed in the log; get a newer one"
                            .formatted(result.sealed(), result.sealed() + 1, entries.size()));
        }
        var last = entries.get(entries.size() - 1);
        return "all entries of account %s from 1 to %d, complete and as they were sealed in %s%s. The last one was recorded at %s"
                .formatted(
                        export.account(),
                        entries.size(),
                        describe(result.trusted()),
                        result.closed() == 0
                                ? ""
                                : "; an erasure closed entries 1 to %d, of which only the place is proven"
                                        .formatted(result.closed()),
                        EntryFields.instant(last.fields().get("recorded_at")));
    }

    /** An export must have each entry that a receipt or another export proves, unless it was sealed after the export. */
    private void compareHistories() {
        for (var export : histories) {
            for (var other : histories) {
                if (export.isExport() && export != other && export.account().equals(other.account())) {
                    export.missing(other).ifPresent(difference -> {
                        failed = true;
                        say("%s and %s: DO NOT AGREE. %s".formatted(export.name(), other.name(), difference));
                    });
                }
            }
        }
    }

    private String verifyCheckpoint(Path path, String text) {
        var trusted = arguments.policy().open(SignedNote.parse(text));
        checkpoints.add(new Known(path.toString(), true, trusted.checkpoint()));
        return "a checkpoint of " + describe(trusted);
    }

    private String verifyDirectory(Path path) {
        if (directory != null) {
            throw new UnreadableException("Only one directory can be verified at a time");
        }
        directory = new TileDirectory(path);
        var trusted = arguments.policy().open(directory.checkpoint());
        checkpoints.add(new Known(path.resolve("checkpoint").toString(), true, trusted.checkpoint()));
        directorySize = trusted.checkpoint().size();
        var audit = new LogAudit(directory, trusted.checkpoint());
        audit.run();
        return "all tiles of %s; %d entry bundles".formatted(describe(trusted), audit.bundles());
    }

    /** Neighbours by size are enough: consistency is transitive. */
    private void compareCheckpoints() {
        checkpoints.sort(Comparator.comparingLong(known -> known.checkpoint().size()));
        for (var i = 1; i < checkpoints.size(); i++) {
            var older = checkpoints.get(i - 1);
            var newer = checkpoints.get(i);
            if (older.checkpoint().equals(newer.checkpoint())) {
                continue;
            }
            if (directory != null || older.isSameSize(newer) || older.isAsked() && newer.isAsked()) {
                report(older.name() + " and " + newer.name(), () -> compare(older, newer));
            } else {
                say("%s and %s: not compared, name the log's directory for it".formatted(older.name(), newer.name()));
            }
        }
    }

    private String compare(Known older, Known newer) {
        var oldSize = older.checkpoint().size();
        var newSize = newer.checkpoint().size();
        if (older.isSameSize(newer)) {
            if (!older.checkpoint().root().equals(newer.checkpoint().root())) {
                throw new ProofFailedException(
                        "A split view: the log signed two different trees of %d entries".formatted(newSize));
            }
            return "the same %d entries".formatted(newSize);
        }
        if (directory == null) {
            throw new UnreadableException(
                    "Checkpoints of different sizes can be compared only with the log's directory");
        }
        var tree = new TiledTree(directory, Math.max(newSize, directorySize));
        var proof = tree.consistency(oldSize, newSize);
        try {
            proof.verify(older.checkpoint().root(), newer.checkpoint().root());
        } catch (ProofFailedException e) {
            if (!tree.root(newSize).equals(newer.checkpoint().root())) {
                throw new ProofFailedException(
                        "The tiles are not those that the log signed for %d entries".formatted(newSize));
            }
            throw new ProofFailedException(
                    "The log was rewritten before entry %d: its %d entries do not begin with those signed earlier%s"
                            .formatted(oldSize, newSize, agreement(tree, oldSize)));
        }
        return "the %d entries begin with the %d signed earlier".formatted(newSize, oldSize);
    }

    private String agreement(TiledTree tree, long size) {
        return checkpoints.stream()
                .map(Known::checkpoint)
                .filter(checkpoint ->
                        checkpoint.size() < size && tree.root(checkpoint.size()).equals(checkpoint.root()))
                .max(Comparator.comparingLong(Checkpoint::size))
                .map(checkpoint -> ", at or after entry " + checkpoint.size())
                .orElse("");
    }

    private void report(String what, Supplier<String> verification) {
        try {
            say(what + ": holds, " + verification.get());
        } catch (ProofFailedException e) {
            failed = true;
            say(what + ": DOES NOT HOLD. " + e.getMessage());
        } catch (UnreadableException e) {
            unread = true;
            say(what + ": cannot be read. " + e.getMessage());
        }
    }

    private void say(String text) {
        out.println(printable(text));
    }

    private static String describe(TrustedCheckpoint trusted) {
        var checkpoint = trusted.checkpoint();
        var seen = trusted.cosignatures().stream()
                .map(cosignature -> "%s at %s".formatted(cosignature.witness().name(), cosignature.time()))
                .collect(Collectors.joining(", "));
        return "the log %s with %d entries, %s"
                .formatted(
                        checkpoint.origin(),
                        checkpoint.size(),
                        seen.isEmpty() ? "cosigned by no known witness" : "cosigned by " + seen);
    }

    private static String read(Path path) {
        try {
            if (Files.size(path) > MAX_FILE_SIZE) {
                throw new UnreadableException("The file is larger than 256 MiB");
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw new UnreadableException("It is missing, not readable or not UTF-8", e);
        }
    }

    /** Escapes characters that could move the cursor, colour the terminal or reverse the text. */
    private static String printable(String text) {
        return text.codePoints()
                .mapToObj(character -> character == '\n' || !isControl(character)
                        ? Character.toString(character)
                        : "\\u%04x".formatted(character))
                .collect(Collectors.joining());
    }

    private static boolean isControl(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** A checkpoint with verified signatures. {@code isAsked} is false if a receipt brought it. */
    private record Known(String name, boolean isAsked, Checkpoint checkpoint) {

        boolean isSameSize(Known other) {
            return checkpoint.size() == other.checkpoint.size();
        }
    }
}
