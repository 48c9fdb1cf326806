package ai.datacontrols.decisions.authzen;

import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The certification scenario of AuthZEN, with the policy that it requires behind the resource of the product. */
@QuarkusTest
class FixtureScenarioTest extends ScenarioCases {

    @BeforeEach
    void decideByTheFixture() {
        QuarkusMock.installMockForType(new FixtureDecisions(), TrainingDecisions.class);
    }

    @Override
    String alice() {
        return "{'type':'user','id':'alice'}";
    }

    @Override
    String bob() {
        return "{'type':'user','id':'bob'}";
    }

    @Override
    String action() {
        return "{'name':'write'}";
    }

    @Override
    String resource() {
        return "{'type':'record','id':'record-1'}";
    }

    @Override
    String resourceWithMore() {
        return "{'type':'record','id':'record-1','properties':{'status':'active','owner':'bob'}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'user','id':'alice'} | {'name':'read'} | {'type':'record','id':'record-1'} | true",
                "{'type':'user','id':'alice'} | {'name':'write'} | {'type':'record','id':'record-1'} | true",
                "{'type':'user','id':'bob'} | {'name':'read'} | {'type':'record','id':'record-1'} | true",
                "{'type':'user','id':'bob'} | {'name':'write'} | {'type':'record','id':'record-1'} | false",
                "{'type':'user','id':'alice'} | {'name':'write'} | {'type':'record','id':'record-2','properties':{'status':'archived'}} | false",
                "{'type':'user','id':'bob','properties':{'role':'admin'}} | {'name':'write'} | {'type':'record','id':'record-2','properties':{'status':'archived'}} | true",
                "{'type':'user','id':'alice'} | {'name':'delete','properties':{'soft':true}} | {'type':'record','id':'record-1'} | true",
                "{'type':'user','id':'alice'} | {'name':'delete','properties':{'soft':false}} | {'type':'record','id':'record-1'} | false",
            })
    void decidesAsTheFixtureRequires(String subject, String action, String resource, boolean decision) {
        isDecision(post(SINGLE, whole(subject, action, resource)), decision);
        areDecisions(post(MANY, "{'evaluations':[%s]}".formatted(whole(subject, action, resource))), decision);
    }
}
