package ai.datacontrols.web;

import java.net.URI;

/** The way back to the application somebody came from. */
public record ReturnLink(String from, String name, URI address) {}
