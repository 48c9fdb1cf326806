package ai.datacontrols.web;

import ai.datacontrols.web.ApiProblem.Type;

/** What the address of a call of the API says beside its path. */
public final class Parameters {

    private Parameters() {}

    /**
     * A whole number.
     *
     * @param text what was given; null when it was left out
     * @throws ApiProblem when it is none, or out of its bounds
     */
    public static int number(String name, String text, int least, int most, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        var number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new ApiProblem(Type.INVALID_VALUE, name + " is a whole number from " + least + " to " + most);
        }
        return number;
    }
}
