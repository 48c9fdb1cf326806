package ai.datacontrols.policy.rules;

/** A plan of a product. The id never changes; the name belongs to the policy version. */
public record Plan(String id, String name) {}
