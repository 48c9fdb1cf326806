package ai.datacontrols.settings;

import ai.datacontrols.web.ReturnLink;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.List;

/**
 * The settings of the signed-in person, one card per product; none after erasure.
 *
 * @param back the link back to a registered client; null if the person didn't come from one
 * @param privacyControl whether the browser sends Global Privacy Control
 */
@TemplateData
public record SettingsPage(List<ProductCard> cards, ReturnLink back, Instant erasedAt, boolean privacyControl) {}
