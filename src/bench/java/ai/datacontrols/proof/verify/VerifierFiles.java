package ai.datacontrols.proof.verify;

import ai.datacontrols.proof.TestLog;
import java.io.IOException;
import java.nio.file.Path;

/** Writes files for the offline verifier. */
public final class VerifierFiles {

    private static final int ENTRIES_OF_LOG = 100_000;

    private VerifierFiles() {}

    /** Returns the public key that both kinds of files need. */
    public static String key() {
        return TestLog.KEY.verifierKey().toString();
    }

    /** Writes a receipt of an entry in a log of 100,000. */
    public static Path receipt(Path file) throws IOException {
        return LogFiles.receipt(file, 54_321, TestLog.of(ENTRIES_OF_LOG).proof(54_321, ENTRIES_OF_LOG));
    }

    /** Writes an export with so many entries, in a log of three times as many. */
    public static Path export(Path file, int entries) throws IOException {
        return TestExport.of(entries).writeTo(file);
    }
}
