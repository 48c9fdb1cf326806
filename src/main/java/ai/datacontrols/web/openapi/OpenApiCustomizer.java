package ai.datacontrols.web.openapi;

import ai.datacontrols.web.error.RequestException;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;

/**
 * Completes the OpenAPI document ({@code META-INF/openapi.yaml}) at build time with what is defined elsewhere: problems
 * from {@link RequestException.Type}, examples from {@code api/examples}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiCustomizer implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations().values().forEach(OpenApiCustomizer::complete));
    }

    private static void complete(Operation operation) {
        ApiExamples.addTo(operation);
        ApiProblemResponses.addTo(operation);
        operation.getSecurity().stream()
                .map(requirement -> requirement.getSchemes().values())
                .flatMap(roles -> roles.stream().flatMap(List::stream))
                .forEach(role ->
                        operation.setDescription(operation.getDescription().strip() + "\n\nRole: `" + role + "`."));
    }
}
