package ai.datacontrols.web;

import ai.datacontrols.web.error.ApiException;
import ai.datacontrols.web.error.ApiException.Type;
import java.time.Instant;

/** What the address of a call of the API says beside its path. */
public final class Parameters {

    private Parameters() {}

    /**
     * A whole number.
     *
     * @param text what was given; null when it was left out
     * @throws ApiException when it is none, or out of its bounds
     */
    public static int number(String name, String text, int least, int most, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        var number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new ApiException(Type.INVALID_VALUE, name + " is a whole number from " + least + " to " + most);
        }
        return number;
    }

    /**
     * Reads a whole number that may be left out.
     *
     * @param text what was given; null when it was left out
     * @return null when it was left out
     * @throws ApiException when it is not a whole number, or out of range
     */
    public static Long number(String name, String text, long least, long most) {
        if (text == null) {
            return null;
        }
        var number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        if (number < least || number > most) {
            throw new ApiException(Type.INVALID_VALUE, name + " is a whole number from " + least + " to " + most);
        }
        return number;
    }

    /**
     * Reads an instant (RFC 3339).
     *
     * @param text what was given; null when it was left out
     * @return null when it was left out
     * @throws ApiException when it is not an instant
     */
    public static Instant instant(String name, String text) {
        if (text == null) {
            return null;
        }
        return Rfc3339.parseParameter(text)
                .orElseThrow(() -> new ApiException(
                        Type.INVALID_VALUE, name + " is no instant with a zone, such as " + Rfc3339.EXAMPLE));
    }
}
