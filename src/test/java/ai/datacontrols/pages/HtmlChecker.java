package ai.datacontrols.pages;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nu.validator.validation.SimpleDocumentValidator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Validates HTML as validator.w3.org does, errors and warnings alike. */
final class HtmlChecker implements ErrorHandler {

    private static final String SCHEMA = "http://s.validator.nu/html5-rdfalite.rnc"; // a name: it is in the library

    /** Accepted findings: htmx defines its own attributes, and a button without a type submits its form. */
    private static final List<Pattern> JUSTIFIED = List.of(
            Pattern.compile("Attribute “hx-[a-z-]+” not allowed on element .*"),
            // outdated: supported by all browsers now
            Pattern.compile("The “(?:date|time|datetime-local)” input type is not supported in all browsers\\. .*"),
            Pattern.compile("Element “button” is missing one or more of the following attributes: \\[type]\\."));

    private final SimpleDocumentValidator validator;
    private final List<String> findings = new ArrayList<>();

    HtmlChecker() {
        validator = new SimpleDocumentValidator(false, false, false);
        try {
            validator.setUpMainSchema(SCHEMA, this);
            validator.setUpValidatorAndParsers(this, true, false);
        } catch (Exception e) { // it declares no other
            throw new IllegalStateException(e);
        }
    }

    /** Returns the findings about a document, each with its line. */
    List<String> findings(String html) {
        findings.clear();
        var document = new InputSource(new StringReader(html));
        try {
            validator.checkHtmlInputSource(document);
        } catch (IOException | SAXException e) {
            throw new IllegalStateException(e);
        }
        return List.copyOf(findings);
    }

    @Override
    public void warning(SAXParseException finding) {
        add(finding);
    }

    @Override
    public void error(SAXParseException finding) {
        add(finding);
    }

    @Override
    public void fatalError(SAXParseException finding) {
        add(finding);
    }

    private void add(SAXParseException finding) {
        if (JUSTIFIED.stream().noneMatch(it -> it.matcher(finding.getMessage()).matches())) {
            findings.add(finding.getLineNumber() + ": " + finding.getMessage());
        }
    }
}
