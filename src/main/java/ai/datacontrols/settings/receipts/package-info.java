/** The receipt of one choice, as a page and as JSON. */
package ai.datacontrols.settings.receipts;
