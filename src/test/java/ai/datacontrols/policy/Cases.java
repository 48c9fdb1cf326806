package ai.datacontrols.policy;

import static ai.datacontrols.policy.rules.Choice.OPTED_IN;
import static ai.datacontrols.policy.rules.Choice.OPTED_OUT;

import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.ChoiceWithdrawn;
import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.rules.FeedbackPart;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Decision cases as read from a file: the history of one account, then queries and the expected decisions. */
public record Cases(List<Case> cases) {

    private static final JsonMapper NOTHING_LEFT_UNREAD = JsonMapper.builder(new YAMLFactory())
            .addModule(new JavaTimeModule())
            .build();

    public static Cases read(InputStream file) throws IOException {
        return new Cases(NOTHING_LEFT_UNREAD.readValue(file, new TypeReference<List<Case>>() {}));
    }

    public record Case(String name, List<Happened> history, List<Asked> ask, List<Usable> usableSince) {

        public AccountHistory accountHistory() {
            var events = new ArrayList<AccountEvent>();
            for (Happened happened : history) {
                events.add(happened.toEvent(events.size() + 1));
            }
            return new AccountHistory(events);
        }
    }

    public record Happened(
            Instant at,
            String product,
            String plan,
            @JsonProperty("plan-ended") boolean planEnded,
            String choice) {

        AccountEvent toEvent(long sequence) {
            var metadata = new EventMetadata(sequence, at, Actor.DATA_SUBJECT, Channel.SETTINGS_PAGE, null);
            if (plan != null) {
                return new PlanStarted(metadata, product, plan);
            }
            if (planEnded) {
                return new PlanEnded(metadata, product);
            }
            return switch (choice) {
                case "opt-out" -> new ChoiceMade(metadata, product, OPTED_OUT);
                case "opt-in" -> new ChoiceMade(metadata, product, OPTED_IN);
                case "withdrawn" -> new ChoiceWithdrawn(metadata, product);
                default -> throw new IllegalArgumentException("no such choice: " + choice);
            };
        }
    }

    public record Asked(
            String product,
            String data,
            boolean rating,
            boolean comment,
            Instant createdAt,
            Instant asOf,
            boolean permitted,
            String rule,
            Reason reason) {

        public DecisionQuery question() {
            return new DecisionQuery(product, data, createdAt, parts(), asOf);
        }

        private Set<FeedbackPart> parts() {
            var parts = EnumSet.noneOf(FeedbackPart.class);
            if (rating) {
                parts.add(FeedbackPart.RATING);
            }
            if (comment) {
                parts.add(FeedbackPart.COMMENT);
            }
            return parts;
        }
    }

    public record Usable(String product, Instant asOf, Instant is) {}
}
