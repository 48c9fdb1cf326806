package ai.datacontrols.policy;

import java.util.EnumSet;
import java.util.Set;

/** What feedback can consist of. Which parts must be there is a parameter of the policy version. */
public enum FeedbackPart {
    RATING,
    COMMENT;

    /** The parts that some feedback has. */
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
