package ai.datacontrols.architecture.violations.web;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;

public class BuildsAnAddress {
    URI address(String from) {
        return UriBuilder.fromPath("/settings").queryParam("from", from).build();
    }
}
