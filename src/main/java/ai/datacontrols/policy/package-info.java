/** What may be used and why. Pure Java: no framework, no clock, no store. */
package ai.datacontrols.policy;
