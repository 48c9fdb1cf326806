package ai.datacontrols.settings;

/**
 * The parameters of a link to the settings page.
 *
 * @param product the product to show first; null or unknown for none
 * @param from the registered client with the link; null or unknown for none
 * @param recorded the entry of a choice just made; null for none
 */
record LinkContext(String product, String from, String recorded) {}
