package ai.datacontrols.web.input;

import ai.datacontrols.web.Rfc3339;
import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import java.time.Instant;

public final class Parameters {

    /** The form of account ids in paths; any other value is not found. */
    public static final String UUID_PATTERN = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private Parameters() {}

    /**
     * Reads a whole number; a missing one, null, is the default.
     *
     * @throws RequestException if it is not a whole number, or out of range
     */
    public static int number(String name, String text, int least, int most, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        var number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new RequestException(
                    ErrorKind.INVALID_VALUE, name + " is a whole number from " + least + " to " + most);
        }
        return number;
    }

    /**
     * Reads an optional whole number; null if missing.
     *
     * @throws RequestException if it is not a whole number, or out of range
     */
    public static Long number(String name, String text, long least, long most) {
        if (text == null) {
            return null;
        }
        long number = FormValues.sequence(text).orElse(-1L);
        if (number < least || number > most) {
            throw new RequestException(
                    ErrorKind.INVALID_VALUE, name + " is a whole number from " + least + " to " + most);
        }
        return number;
    }

    /**
     * Reads an optional instant (RFC 3339); null if missing.
     *
     * @throws RequestException if it is not an instant
     */
    public static Instant instant(String name, String text) {
        if (text == null) {
            return null;
        }
        return Rfc3339.parseParameter(text)
                .orElseThrow(() -> new RequestException(
                        ErrorKind.INVALID_VALUE, name + " is no instant with a zone, such as " + Rfc3339.EXAMPLE));
    }
}
