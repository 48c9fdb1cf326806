package ai.datacontrols.settings;

/**
 * How a person came to the settings.
 *
 * @param product the product that the link was about; null or unknown when it was about none
 * @param from the registered client it was in; null or unknown when it was in none
 * @param recorded the entry of a choice just made; null when none was
 */
record LinkContext(String product, String from, String recorded) {}
