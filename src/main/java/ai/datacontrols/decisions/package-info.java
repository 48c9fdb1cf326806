/** API for training pipelines: may this data be used? */
package ai.datacontrols.decisions;
