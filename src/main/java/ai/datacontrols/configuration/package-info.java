/** Validation of all settings at startup; uses every package with settings, and is used by none. */
package ai.datacontrols.configuration;
