package ai.datacontrols.web.ndjson;

import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.LineFailure;
import ai.datacontrols.web.error.RequestException;
import java.util.function.Supplier;

/**
 * Processes the lines of a batch one by one, each in a transaction of its own, so that one that fails unexpectedly
 * doesn't stop the others. After two consecutive failures of the database the rest of the batch isn't attempted,
 * because each attempt may take until a timeout.
 */
public final class LineAttempts {

    private boolean hasFailed;
    private boolean isDown;

    /** Returns the result of a line; an {@link RequestException} if it was rejected or has failed. */
    public Object process(Supplier<?> line) {
        if (isDown) {
            return new RequestException(ErrorKind.UNAVAILABLE, "this line was not processed; send it again");
        }
        try {
            var result = line.get();
            hasFailed = false;
            return result;
        } catch (RequestException rejected) {
            return rejected;
        } catch (RuntimeException failure) {
            var isOutage = LineFailure.isOutage(failure);
            isDown = isOutage && hasFailed;
            hasFailed = isOutage;
            return LineFailure.of(failure);
        }
    }

    boolean hasFailed() {
        return hasFailed;
    }
}
