/** What training pipelines may use: all of it at one moment, and every change from then on. */
package ai.datacontrols.changes;
