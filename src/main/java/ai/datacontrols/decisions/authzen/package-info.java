/**
 * The decision API in the format of AuthZEN (OpenID Authorization API 1.0), for gateways that speak it. Where the
 * standard's rules differ from those of the own API, they apply: unknown fields are ignored, and a wrong content type
 * is a 400.
 */
package ai.datacontrols.decisions.authzen;
