package ai.datacontrols.policy;

/**
 * The texts that a person was shown when they chose.
 *
 * @param language BCP 47
 * @param place the form; null if it was not recorded, and so the exact texts are unknown
 * @param noticeVersion the version of the form's own texts; null without a place
 * @param plan the plan that the page was rendered for; null if none was known, and without a place
 */
public record NoticeShown(
        String policyVersion,
        String textVersion,
        String language,
        NoticePlace place,
        String noticeVersion,
        String plan) {

    /** Creates a notice without its place, as recorded by earlier releases. */
    public NoticeShown(String policyVersion, String textVersion, String language) {
        this(policyVersion, textVersion, language, null, null, null);
    }
}
