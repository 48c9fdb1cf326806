/** The rules of a policy version, and what they name: products, plans, kinds of data. */
package ai.datacontrols.policy.rules;
