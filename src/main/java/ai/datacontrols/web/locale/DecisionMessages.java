package ai.datacontrols.web.locale;

import ai.datacontrols.policy.DecisionCheck;
import ai.datacontrols.policy.Reason;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Messages that explain decisions. */
@MessageBundle("decision")
public interface DecisionMessages {
    @Message
    String kind(String kind);

    @Message
    String passed(DecisionCheck step);

    @Message
    String reason(Reason reason);

    @Message
    String verdict(boolean permitted);
}
