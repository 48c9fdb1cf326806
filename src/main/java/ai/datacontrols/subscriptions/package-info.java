/** Which plan an account is on: told by billing. */
package ai.datacontrols.subscriptions;
