package ai.datacontrols.settings;

import ai.datacontrols.web.ReturnLink;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.List;

/**
 * The signed-in person's settings: a card a product.
 *
 * @param back null for who didn't come from a registered client
 * @param erasedAt when the account was erased; null when it wasn't. There are no cards then
 * @param privacyControl whether the reader's browser sends Global Privacy Control
 */
@TemplateData
record SettingsPage(List<ProductCard> cards, ReturnLink back, Instant erasedAt, boolean privacyControl) {}
