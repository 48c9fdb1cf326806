package ai.datacontrols.web.error;

import ai.datacontrols.web.OperatorLinks;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Messages common to all pages: header, footer, errors. */
@MessageBundle("page")
public interface PageMessages {
    @Message
    String backTo(String name);

    @Message
    String check();

    @Message
    String contact();

    @Message
    String elsewhere(String product);

    @Message
    String elsewhereLink(OperatorLinks.Kind kind);

    @Message
    String history();

    @Message
    String languages();

    @Message
    String mainMenu();

    @Message
    String older();

    @Message
    String plan();

    @Message
    String plans();

    @Message
    String problemId(String id);

    @Message
    String problemText(ErrorText text);

    @Message
    String problemTitle(ErrorText text);

    @Message
    String product();

    @Message
    String productName();

    @Message
    String proof();

    @Message
    String requestedBy(String client);

    @Message
    String rules();

    @Message
    String settings();

    @Message
    String signIn();

    @Message
    String signOut();

    @Message
    String signedInAs();

    @Message
    String signedOut();

    @Message
    String signedOutTitle();

    @Message
    String skipToContent();

    @Message
    String stillSignedIn();

    @Message
    String stillSignedInTitle();

    @Message
    String tryAgain();

    /** @param id the beginning of the account's id */
    @Message
    String unnamedAccount(String id);
}
