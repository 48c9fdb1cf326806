/** May this be used? Asked by training pipelines, answered by the policy over what the store holds at that moment. */
package ai.datacontrols.decisions;
