/** Staff see what a person sees and why, change nothing, and leave a trace. Auditors see who looked. */
package ai.datacontrols.support;
