package ai.datacontrols.web.error;

import ai.datacontrols.web.OperatorLinks;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Messages common to all pages: header, footer, errors. */
@MessageBundle("page")
public interface PageMessages {
    @Message
    String productName();

    @Message
    String skipToContent();

    @Message
    String backTo(String name);

    @Message
    String rules();

    @Message
    String settings();

    @Message
    String check();

    @Message
    String plans();

    @Message
    String history();

    @Message
    String signOut();

    @Message
    String signedInAs();

    /** @param id the beginning of the account's id */
    @Message
    String unnamedAccount(String id);

    @Message
    String signedOutTitle();

    @Message
    String signedOut();

    @Message
    String stillSignedInTitle();

    @Message
    String stillSignedIn();

    @Message
    String signIn();

    @Message
    String tryAgain();

    @Message
    String mainMenu();

    @Message
    String languages();

    @Message
    String problemTitle(ErrorText text);

    @Message
    String problemText(ErrorText text);

    @Message
    String problemId(String id);

    /** Labels the link to the operator's contact. */
    @Message
    String contact();

    @Message
    String elsewhere(String product);

    @Message
    String elsewhereLink(OperatorLinks.Kind kind);
}
