/** What operators configure and run. */
package ai.datacontrols.operations;
