/** Parsing of parameters and JSON bodies. */
package ai.datacontrols.web.input;
