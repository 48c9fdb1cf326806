package ai.datacontrols.decisions.authzen;

import ai.datacontrols.web.error.ErrorKind;
import ai.datacontrols.web.error.RequestException;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An evaluation: may this subject perform this action on this resource?
 *
 * @param context what else is known; optional
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record EvaluationRequest(Subject subject, Action action, Resource resource, ObjectNode context) {

    /** @param id unique within the type */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Subject(String type, String id, ObjectNode properties) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Action(String name, ObjectNode properties) {}

    /** @param id unique within the type */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Resource(String type, String id, ObjectNode properties) {}

    /** @throws RequestException if a field is missing that the standard requires */
    void check() {
        require("subject", subject);
        require("subject.type", subject.type);
        require("subject.id", subject.id);
        require("action", action);
        require("action.name", action.name);
        require("resource", resource);
        require("resource.type", resource.type);
        require("resource.id", resource.id);
    }

    private static void require(String name, Object value) {
        if (value == null) {
            throw new RequestException(ErrorKind.INVALID_REQUEST, name + " is missing");
        }
    }
}
