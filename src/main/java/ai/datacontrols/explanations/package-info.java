/** Public pages: the rules in words. */
package ai.datacontrols.explanations;
