/** The person's history: everything that happened to the account, and accesses by staff. */
package ai.datacontrols.settings.history;
