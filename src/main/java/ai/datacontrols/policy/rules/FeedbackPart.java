package ai.datacontrols.policy.rules;

import java.util.EnumSet;
import java.util.Set;

/** The parts of feedback. Which of them are required depends on the policy version. */
public enum FeedbackPart {
    RATING,
    COMMENT;

    public static Set<FeedbackPart> of(boolean rating, boolean comment) {
        var parts = EnumSet.noneOf(FeedbackPart.class);
        if (rating) {
            parts.add(RATING);
        }
        if (comment) {
            parts.add(COMMENT);
        }
        return parts;
    }
}
