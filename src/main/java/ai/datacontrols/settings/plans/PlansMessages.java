package ai.datacontrols.settings.plans;

import ai.datacontrols.policy.Reason;
import io.quarkus.qute.RawString;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Messages of the page "What if my plan changes?". */
@MessageBundle("plans")
public interface PlansMessages {
    @Message
    String title();

    @Message
    String introduction();

    @Message
    String currentOptOut(RawString since);

    @Message
    String changeInSettings();

    @Message
    String caption(String product);

    @Message
    String plan();

    @Message
    String earlier();

    @Message
    String later();

    @Message
    String present();

    @Message
    String ended();

    @Message
    String usableSince(RawString since);

    @Message
    String notUsed(Reason reason);

    @Message
    String mayBeUsed();

    @Message
    String optOut();

    @Message
    String onEveryPlan();
}
