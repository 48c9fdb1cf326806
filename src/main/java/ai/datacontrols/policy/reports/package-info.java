/** Which report of an account's plan counts when reports arrive late, repeated or out of order. */
package ai.datacontrols.policy.reports;
