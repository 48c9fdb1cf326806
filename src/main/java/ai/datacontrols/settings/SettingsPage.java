package ai.datacontrols.settings;

import ai.datacontrols.web.ReturnLink;
import java.util.List;

/** The signed-in person's settings: a card a product. {@code back} is null for who didn't come from a registered client. */
record SettingsPage(List<Card> cards, ReturnLink back) {}
