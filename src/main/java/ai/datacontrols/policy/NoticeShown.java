package ai.datacontrols.policy;

/** The words a person had before them when they chose: policy version, text version and language (BCP 47). */
public record NoticeShown(String policyVersion, String textVersion, String language) {}
