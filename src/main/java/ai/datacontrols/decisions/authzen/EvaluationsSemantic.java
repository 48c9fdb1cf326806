package ai.datacontrols.decisions.authzen;

import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** After which result a response to several evaluations ends. */
enum EvaluationsSemantic {
    EXECUTE_ALL,
    DENY_ON_FIRST_DENY,
    PERMIT_ON_FIRST_PERMIT;

    /**
     * Returns the semantic of a name in lower case.
     *
     * @param name null for the default
     * @throws RequestException for any other name
     */
    static EvaluationsSemantic named(String name) {
        return name == null
                ? EXECUTE_ALL
                : Arrays.stream(values())
                        .filter(each -> each.toString().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new RequestException(
                                ErrorKind.INVALID_REQUEST,
                                "options.evaluations_semantic is one of " + Arrays.toString(values())));
    }

    /** Returns the results up to the one that ends the response. */
    List<EvaluationResponse> cut(List<EvaluationResponse> all) {
        if (this == EXECUTE_ALL) {
            return all;
        }
        var last = this == PERMIT_ON_FIRST_PERMIT;
        return IntStream.range(0, all.size())
                .filter(place -> all.get(place).decision() == last)
                .mapToObj(place -> all.subList(0, place + 1))
                .findFirst()
                .orElse(all);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
