/** The public transparency log: checkpoints and tiles for software, and a page for people. */
package ai.datacontrols.transparency;
