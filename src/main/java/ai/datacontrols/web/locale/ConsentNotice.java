package ai.datacontrols.web.locale;

import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.Policy;
import ai.datacontrols.policy.rules.Product;
import java.util.Locale;

/**
 * The texts shown to a person when they chose or withdrew a choice, verbatim, in their language.
 *
 * @param language BCP 47
 * @param introduction the sentence before the button; null if there was none
 * @param rule the text of the rule for their plan; null if the page showed none
 */
public record ConsentNotice(String language, String introduction, String label, String effect, String rule) {

    /**
     * Returns the texts of a recorded notice; null if the exact texts were not recorded.
     *
     * @param shown null if no notice was recorded
     * @param choice the choice; null for a withdrawal
     */
    public static ConsentNotice of(NoticeShown shown, Policy policy, String product, Choice choice) {
        if (shown == null || shown.place() == null) {
            return null;
        }
        var locale = Locale.forLanguageTag(shown.language());
        var texts = PolicyTexts.of(shown.textVersion(), locale);
        var notice = NoticeTexts.of(shown.noticeVersion(), locale);
        var rule = policy.rule(product, Policy.INPUT_OUTPUT, shown.plan())
                .map(its -> texts.ruleText(its.id()))
                .orElse(null);
        return switch (shown.place()) {
            case SWITCH ->
                new ConsentNotice(
                        shown.language(), null, texts.switchLabel(product), texts.effect(product, true, choice), rule);
            case ADVANCE_OPT_OUT ->
                new ConsentNotice(
                        shown.language(),
                        null,
                        notice.text("advance-opt-out.label"),
                        texts.effect(product, false, choice) + notice.addition("advance-opt-out.note"),
                        rule);
            case ADVANCE_WITHDRAWAL ->
                new ConsentNotice(
                        shown.language(),
                        null,
                        notice.text("advance-withdrawal.label"),
                        notice.text("advance-withdrawal.effect"),
                        rule);
            case PLAN_COMPARISON ->
                new ConsentNotice(
                        shown.language(),
                        null,
                        notice.text("plan-comparison.label"),
                        notice.text("plan-comparison.effect"),
                        null);
            case PRIVACY_CONTROL_OFFER ->
                new ConsentNotice(
                        shown.language(),
                        notice.text("privacy-control-offer.introduction"),
                        notice.text("privacy-control-offer.label")
                                .replace(
                                        "{product}",
                                        policy.product(product)
                                                .map(Product::name)
                                                .orElse(product)),
                        texts.effect(product, true, choice),
                        rule);
        };
    }
}
