/** What operators set and run. */
package ai.datacontrols.operations;
