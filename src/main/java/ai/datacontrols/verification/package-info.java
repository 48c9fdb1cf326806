/** Verification of chains: reads them again and reports every violation. */
package ai.datacontrols.verification;
