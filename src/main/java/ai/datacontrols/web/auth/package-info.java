/** Authentication: sessions of people and of staff, verified tokens, sign-in and sign-out. */
package ai.datacontrols.web.auth;
