/** API for training pipelines: a snapshot of all permissions, and every change from then on. */
package ai.datacontrols.changes;
