package ai.datacontrols.settings;

import ai.datacontrols.web.PageLink;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.ReturnLink;
import java.net.URI;

/**
 * The parameters of a link to the settings page.
 *
 * @param product the product to show first; null or unknown for none
 * @param from the registered client with the link; null or unknown for none
 * @param recorded the entry of a choice just made; null for none
 */
public record LinkContext(String product, String from, String recorded) {

    /** Returns the address of the settings page, without an unknown client. */
    URI address(RegisteredClients clients) {
        return PageLink.to("/settings")
                .with("product", product)
                .with("from", clients.returnLink(from).map(ReturnLink::from).orElse(null))
                .with("recorded", recorded)
                .uri();
    }
}
