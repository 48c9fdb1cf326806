/** Pages of the signed-in person: plans, switches, history, receipts, data export. */
package ai.datacontrols.settings;
