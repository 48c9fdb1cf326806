/** The OpenAPI document of the API. */
package ai.datacontrols.web.openapi;
