package ai.datacontrols.decisions.authzen;

import ai.datacontrols.parts.Choices;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** The certification scenario of AuthZEN, as far as it doesn't depend on the policy, with accounts in place of its users. */
@QuarkusTest
class TrainingScenarioTest extends ScenarioCases {

    @Inject
    Choices choices;

    private UUID alice;
    private UUID bob;
    private Instant createdAt;

    @BeforeEach
    void startPlans() {
        alice = choices.onPlan("pro");
        bob = choices.onPlan("team");
        createdAt = Instant.now();
    }

    @Override
    String alice() {
        return "{'type':'account','id':'" + alice + "'}";
    }

    @Override
    String bob() {
        return "{'type':'account','id':'" + bob + "'}";
    }

    @Override
    String action() {
        return "{'name':'train'}";
    }

    @Override
    String resource() {
        return "{'type':'input-output','id':'record-1','properties':{'product':'le-chat','createdAt':'" + createdAt
                + "'}}";
    }

    @Override
    String resourceWithMore() {
        return resource().replace("}}", ",'status':'active','owner':'bob'}}");
    }
}
