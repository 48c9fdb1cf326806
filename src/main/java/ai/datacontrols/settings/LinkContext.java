package ai.datacontrols.settings;

import ai.datacontrols.web.PageLink;
import ai.datacontrols.web.RegisteredClients;
import ai.datacontrols.web.ReturnLink;
import java.net.URI;

/**
 * The parameters of a link to the settings page, null if absent; unknown values are ignored.
 *
 * @param product the product to show first
 * @param from the registered client with the link
 * @param recorded the entry of a choice just made
 */
public record LinkContext(String product, String from, String recorded) {

    URI address(RegisteredClients clients) {
        return PageLink.to("/settings")
                .with("product", product)
                .with("from", clients.returnLink(from).map(ReturnLink::from).orElse(null))
                .with("recorded", recorded)
                .uri();
    }
}
