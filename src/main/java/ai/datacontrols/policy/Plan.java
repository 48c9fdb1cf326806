package ai.datacontrols.policy;

/** A plan of a product: its id is stable for ever, its name belongs to the policy version. */
public record Plan(String id, String name) {}
