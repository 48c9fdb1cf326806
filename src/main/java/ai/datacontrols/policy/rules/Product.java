package ai.datacontrols.policy.rules;

import java.util.List;
import java.util.Optional;

/** A product and its plans, in display order. Ids never change; names belong to the policy version. */
public record Product(String id, String name, List<Plan> plans) {

    public Product {
        plans = List.copyOf(plans);
    }

    public Optional<Plan> plan(String plan) {
        return plans.stream().filter(known -> known.id().equals(plan)).findFirst();
    }
}
