package ai.datacontrols.web;

import java.net.URI;

/** The link back to the application the person came from. */
public record ReturnLink(String from, String name, URI address) {}
