package ai.datacontrols.proof.verify;

import ai.datacontrols.proof.LogPolicy;
import ai.datacontrols.proof.UnreadableException;
import ai.datacontrols.proof.VerifierKey;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

record Arguments(LogPolicy policy, List<Path> paths) {

    static final String USAGE = """
            Verifies receipts, data exports and the transparency log, offline.

            java -jar data-controls-verify.jar --key KEY [options] PATH...
            java -jar data-controls-verify.jar --generate-key ORIGIN
            java -jar data-controls-verify.jar --generate-timestamp-key NAME

              --key KEY      the log's public key, name+id+key; repeat it while a key is replaced
              --witness KEY  the public key of a witness, or of the log's own cosigner; may be repeated
              --quorum N     how many of these witnesses must have cosigned; 0 if not given

              --generate-key ORIGIN  prints a new Ed25519 key of a log with this name, for its operator
              --generate-timestamp-key NAME  prints a new Ed25519 key of a cosigner with this name, which adds the time to checkpoints

            A PATH is
              a receipt      is its entry in the log?
              a data export  are all its entries in the log, complete and in order?
              a checkpoint   did the log sign it?
              a directory    with "checkpoint" and "tile/...": do all files agree with the checkpoint?

            An export is compared with the receipts and other exports of the same account: it must have their entries.
            All checkpoints, those of receipts and exports included, are compared with each other. Those of different sizes can
            be compared only if the log's directory is named as well.

            Exit code: 0 everything holds, 1 something does not hold, 2 something cannot be read.
            """;

    static Arguments parse(List<String> arguments) {
        var keys = new ArrayList<VerifierKey>();
        var witnesses = new ArrayList<VerifierKey>();
        var quorum = 0;
        var paths = new ArrayList<Path>();
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            switch (argument) {
                case "--key" -> keys.add(VerifierKey.parse(value(argument, rest)));
                case "--witness" -> witnesses.add(VerifierKey.parse(value(argument, rest)));
                case "--quorum" -> quorum = number(value(argument, rest));
                default -> paths.add(path(argument));
            }
        }
        if (keys.isEmpty() || paths.isEmpty()) {
            throw new UnreadableException("--key and a path are required; see --help");
        }
        return new Arguments(new LogPolicy(keys, witnesses, quorum), paths);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new UnreadableException(option + " needs a value");
        }
        return rest.next();
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,3}")) {
            throw new UnreadableException("--quorum must be a number");
        }
        return Integer.parseInt(text);
    }

    private static Path path(String argument) {
        if (argument.startsWith("-")) {
            throw new UnreadableException("Unknown option " + argument + "; see --help");
        }
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new UnreadableException("Not a path: " + argument, e);
        }
    }
}
