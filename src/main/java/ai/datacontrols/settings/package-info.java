/** The signed-in person's own pages: plans, switches, history. */
package ai.datacontrols.settings;
