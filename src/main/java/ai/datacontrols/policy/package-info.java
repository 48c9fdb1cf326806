/** Decides what data may be used, and why. Pure Java: no framework, clock or storage. */
package ai.datacontrols.policy;
