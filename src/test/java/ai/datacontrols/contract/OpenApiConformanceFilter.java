package ai.datacontrols.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.stream.Collectors;

/** Checks every response, and every accepted request, against the API's document. */
public final class OpenApiConformanceFilter implements Filter {

    private static final int MOST_LINES = 2_000;

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var answer = context.next(request, expected);
        var path = request.getURI().replaceFirst("^\\w+://[^/]+", "").replaceFirst("\\?.*", "");
        var contract = Contract.published();
        contract.operation(request.getMethod(), path).ifPresent(operation -> {
            var body = answer.asString().lines().limit(MOST_LINES).collect(Collectors.joining("\n"));
            assertThat(contract.faultsOfAnswer(operation, answer.statusCode(), mediaType(answer), body))
                    .as("%s %s: %s %s", request.getMethod(), path, answer.statusCode(), body)
                    .isEmpty();
            if (answer.statusCode() == 200
                    && request.getBody() instanceof String sent
                    && !body.contains("\"problem\"")
                    && !body.contains("\"error\"")) {
                assertThat(contract.faultsOfRequest(operation, sent))
                        .as("accepted: %s", sent)
                        .isEmpty();
            }
        });
        return answer;
    }

    private static String mediaType(Response answer) {
        return String.valueOf(answer.contentType()).replaceFirst(";.*", "");
    }
}
