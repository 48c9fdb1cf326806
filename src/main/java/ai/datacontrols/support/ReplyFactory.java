package ai.datacontrols.support;

import ai.datacontrols.policy.PermittedPeriod;
import ai.datacontrols.web.SiteConfig;
import ai.datacontrols.web.locale.Dates;
import ai.datacontrols.web.locale.UserLocale;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the reply to a ticket. The time zone of the person is unknown here, so instants are in UTC. */
@Singleton
class ReplyFactory {

    private final SiteConfig site;
    private final UserLocale userLocale;

    ReplyFactory(SiteConfig site, UserLocale userLocale) {
        this.site = site;
        this.userLocale = userLocale;
    }

    /** @param language the language of the person (BCP 47); null for that of the staff member */
    Reply reply(String language, String name, Instant erasedAt, List<ProductView> views) {
        var locale = language == null ? userLocale.locale() : Locale.forLanguageTag(language);
        var text = MessageBundles.get(ReplyMessages.class, Localized.Literal.of(locale.toLanguageTag()));
        var paragraphs = new ArrayList<String>();
        paragraphs.add(text.hello(name == null ? "" : name));
        if (erasedAt != null) {
            paragraphs.add(text.erased(moment(erasedAt, locale)));
            return new Reply(locale, String.join("\n\n", paragraphs));
        }
        var known = views.stream().filter(ProductView::isKnown).toList();
        (known.isEmpty() ? views : known).forEach(view -> paragraphs.add(product(view, text, locale)));
        paragraphs.add(String.join("\n", links(known, text)));
        return new Reply(locale, String.join("\n\n", paragraphs));
    }

    private static String product(ProductView view, ReplyMessages text, Locale locale) {
        var sentences = new ArrayList<String>();
        var name = view.product().name();
        var state = view.consentState();
        if (view.plan() == null) {
            sentences.add(text.withoutPlan(name));
        } else if (state.isUsable()) {
            sentences.add(text.mayBeUsed(name));
            sentences.add(decidedOn(view, text, locale));
            sentences.add(text.usedSince(moment(state.usableSince(), locale)));
        } else if (state.isOptedOut()) {
            sentences.add(text.noneUsed(name));
        } else {
            sentences.add(text.excludedByPlan(name, view.plan()));
        }
        if (state.isOptedOut()) {
            var since = moment(state.choiceEntry().at(), locale);
            sentences.add(view.isChosenByThePerson() ? text.switchedOff(since) : text.offByEarlierRecords(since));
            sentences.add(text.offOnEveryPlan());
            if (view.propagation() != null) {
                sentences.add(
                        view.propagation().isComplete()
                                ? text.applied(
                                        view.propagation().pipelines(),
                                        moment(view.propagation().since(), locale))
                                : text.notYetApplied(
                                        view.propagation().pipelines(),
                                        view.propagation().confirmed()));
            }
        }
        if (!state.isUsable() && view.pastUse() != null) {
            sentences.add(past(view.pastUse(), text, locale));
        }
        if (view.plan() != null && view.hasFeedbackRule()) {
            sentences.add(text.feedback());
        }
        return String.join(" ", sentences);
    }

    private static String decidedOn(ProductView view, ReplyMessages text, Locale locale) {
        var choice = view.consentState().choiceEntry();
        if (choice == null) {
            return text.onByPlan(view.plan());
        }
        var when = moment(choice.at(), locale);
        return view.isChosenByThePerson() ? text.switchedOn(when) : text.onByEarlierRecords(when);
    }

    private static String past(PermittedPeriod period, ReplyMessages text, Locale locale) {
        var from = day(period.from(), locale);
        var until = day(period.until(), locale);
        return from.equals(until) ? text.usedOn(from) : text.usedBetween(from, until);
    }

    private List<String> links(List<ProductView> views, ReplyMessages text) {
        var lines = new ArrayList<String>();
        lines.add(text.check());
        lines.add(text.settings(address("/settings")));
        lines.add(text.history(address("/settings/history")));
        views.stream()
                .filter(view -> view.consentState().choiceEntry() != null)
                .forEach(view -> lines.add(text.receipt(
                        view.product().name(),
                        address("/settings/receipts/"
                                + view.consentState().choiceEntry().sequence()))));
        return lines;
    }

    private String address(String path) {
        return site.address().resolve(path).toString();
    }

    /** English without a region has American dates. */
    private static Locale regional(Locale locale) {
        return locale.equals(Locale.ENGLISH) ? Locale.UK : locale;
    }

    private static String day(Instant instant, Locale locale) {
        return Dates.format(
                instant, DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG), ZoneOffset.UTC, regional(locale));
    }

    private static String moment(Instant instant, Locale locale) {
        return Dates.format(
                        instant,
                        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT),
                        ZoneOffset.UTC,
                        regional(locale))
                + " (UTC)";
    }
}
