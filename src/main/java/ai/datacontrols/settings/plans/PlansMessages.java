package ai.datacontrols.settings.plans;

import ai.datacontrols.policy.Reason;
import io.quarkus.qute.RawString;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Messages of the page "Plans". */
@MessageBundle("plans")
public interface PlansMessages {
    @Message
    String caption(String product);

    @Message
    String changeInSettings();

    @Message
    String earlier();

    @Message
    String ended();

    @Message
    String introduction();

    @Message
    String later();

    @Message
    String mayBeUsed();

    @Message
    String notUsed(Reason reason);

    @Message
    String onEveryPlan();

    @Message
    String optOut();

    @Message
    String present();

    @Message
    String usableSince(RawString since);
}
