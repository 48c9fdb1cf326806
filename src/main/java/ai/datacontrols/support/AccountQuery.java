package ai.datacontrols.support;

import ai.datacontrols.policy.DecisionQuery;
import ai.datacontrols.policy.rules.FeedbackPart;
import ai.datacontrols.web.input.FormValues;
import ai.datacontrols.web.locale.TypedMoment;
import ai.datacontrols.web.locale.UserLocale;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestQuery;

/** The query of staff about an account, as query parameters: an instant, and whether certain data would be used. */
public class AccountQuery {

    /** The access that this one refers to. */
    @RestQuery
    String read;

    /** A past instant, in the user's zone; by default the present. */
    @RestQuery
    String asOf;

    /** Whether {@code asOf} means the second time, if it occurs twice because the clocks went back. */
    @RestQuery
    boolean asOfLater;

    @RestQuery
    String product;

    @RestQuery
    String data;

    @RestQuery
    String created;

    /** Whether {@code created} means the second time, if it occurs twice because the clocks went back. */
    @RestQuery
    boolean createdLater;

    /** The sequence number before which the entries shown end; by default the newest are shown. */
    @RestQuery
    String before;

    @RestQuery
    boolean rating;

    @RestQuery
    boolean comment;

    public String asOf() {
        return asOf == null ? "" : asOf;
    }

    public boolean asOfLater() {
        return asOfLater;
    }

    public TypedMoment asOfMoment(UserLocale userLocale) {
        return new TypedMoment(asOf(), asOfLater, userLocale);
    }

    public String product() {
        return product;
    }

    public String data() {
        return data;
    }

    public String created() {
        return created == null ? "" : created;
    }

    public TypedMoment createdMoment(UserLocale userLocale) {
        return new TypedMoment(created(), createdLater, userLocale);
    }

    public boolean rating() {
        return rating;
    }

    public boolean comment() {
        return comment;
    }

    long accessSequence() {
        return FormValues.sequence(read).orElse(0L);
    }

    boolean isAboutNewest() {
        return before() == Long.MAX_VALUE;
    }

    long before() {
        return FormValues.sequence(before).orElse(Long.MAX_VALUE);
    }

    boolean hasDecisionQuery() {
        return product != null && data != null && !created().isEmpty();
    }

    /** Returns the query as it is recorded, with the instant that it means, or null. */
    String subject(UserLocale userLocale) {
        return hasDecisionQuery()
                ? shortened(product + " " + data + " "
                        + createdMoment(userLocale)
                                .instant()
                                .map(Instant::toString)
                                .orElse(created))
                : null;
    }

    DecisionQuery decisionQuery(Instant createdAt, Instant at) {
        return new DecisionQuery(product, data, createdAt, FeedbackPart.of(rating, comment), at);
    }

    private static String shortened(String text) {
        var clean = text.replaceAll("\\p{Cntrl}", "");
        return clean.substring(0, Math.min(120, clean.length()));
    }
}
