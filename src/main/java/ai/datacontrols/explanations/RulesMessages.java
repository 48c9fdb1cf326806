package ai.datacontrols.explanations;

import ai.datacontrols.policy.rules.UsageRule;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Messages of the public page; the texts of the rules belong to the policy version. */
@MessageBundle("rules")
public interface RulesMessages {
    @Message
    String inWords(String product);

    @Message
    String introduction();

    @Message
    String kind(String kind);

    @Message
    String nothingElse();

    @Message
    String openSettings();

    @Message
    String readArticle();

    @Message
    String tableCaption(String product);

    @Message
    String use(UsageRule use);
}
