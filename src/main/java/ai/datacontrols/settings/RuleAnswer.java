package ai.datacontrols.settings;

import ai.datacontrols.policy.rules.FeedbackPart;
import ai.datacontrols.policy.rules.Rule;
import ai.datacontrols.policy.rules.UsageRule;
import io.quarkus.qute.TemplateEnum;
import java.util.Set;

/** The answer of a rule of every plan, in one line; the rule's own text has the details. */
@TemplateEnum
enum RuleAnswer {
    NEVER,
    /** Nor kept by default. */
    NEVER_NOR_KEPT,
    NEVER_FOR_OTHERS,
    /** Beside a switch, which it doesn't depend on. */
    WITH_COMMENT,
    WITH_COMMENT_ON_EVERY_PLAN,
    WHEN_GIVEN;

    private static final Set<FeedbackPart> COMMENTED = Set.of(FeedbackPart.RATING, FeedbackPart.COMMENT);

    static RuleAnswer of(Rule rule, boolean hasSwitch) {
        if (rule.use() == UsageRule.WHEN_GIVEN) {
            return !rule.requires().equals(COMMENTED)
                    ? WHEN_GIVEN
                    : hasSwitch ? WITH_COMMENT : WITH_COMMENT_ON_EVERY_PLAN;
        }
        return switch (rule.id()) {
            case "platform-ocr" -> NEVER_NOR_KEPT;
            case "platform-fine-tuning" -> NEVER_FOR_OTHERS;
            default -> NEVER;
        };
    }
}
