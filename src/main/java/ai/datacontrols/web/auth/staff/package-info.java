/** Sessions of staff: second factor, idle time-out, sign-out. */
package ai.datacontrols.web.auth.staff;
