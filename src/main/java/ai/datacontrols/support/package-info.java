/** Pages of staff, read-only and logged: what a person sees and why; for auditors the access log. */
package ai.datacontrols.support;
