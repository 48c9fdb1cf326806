package ai.datacontrols.web;

import java.net.URI;

public record ReturnLink(String from, String name, URI address) {}
