/** API for billing: which plan an account is on. */
package ai.datacontrols.subscriptions;
