package ai.datacontrols.policy;

/** The texts that a person was shown when they chose: policy version, text version and language (BCP 47). */
public record NoticeShown(String policyVersion, String textVersion, String language) {}
