package ai.datacontrols.settings.history;

import ai.datacontrols.accesslog.AccessLogEntry.View;
import ai.datacontrols.accesslog.AccessLogView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Accesses of one staff member for one reason, each soon after the one before; newest first. */
record StaffVisit(List<AccessLogView> accesses) {

    /** The longest time between two accesses of one visit. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private record Case(UUID staff, String reason) {}

    /**
     * Groups accesses. One that can't be verified is a visit of its own.
     *
     * @param accesses newest first
     * @return newest first, by the latest access of each
     */
    static List<StaffVisit> group(List<AccessLogView> accesses) {
        var visits = new ArrayList<StaffVisit>();
        Map<Case, StaffVisit> open = new HashMap<>();
        for (AccessLogView access : accesses) {
            if (!access.verified()) {
                visits.add(new StaffVisit(List.of(access)));
                continue;
            }
            var key = new Case(access.staff(), access.reason());
            var visit = open.get(key);
            if (visit == null || visit.first().isAfter(access.recordedAt().plus(LONGEST_PAUSE))) {
                visit = new StaffVisit(new ArrayList<>());
                open.put(key, visit);
                visits.add(visit);
            }
            visit.accesses.add(access);
        }
        return visits;
    }

    /** Returns how often the account was opened; 0 if it was only found by a search. */
    public long opened() {
        return accesses.stream().filter(access -> access.view() == View.ACCOUNT).count();
    }

    /** Returns whether the access log proves the visit; otherwise nothing of it may be shown. */
    public boolean isVerified() {
        return latest().verified();
    }

    /** Returns the name of the staff member; null if unknown. */
    public String staffName() {
        return latest().staffName();
    }

    public String reason() {
        return latest().reason();
    }

    public Instant at() {
        return latest().recordedAt();
    }

    public Instant first() {
        return accesses.get(accesses.size() - 1).recordedAt();
    }

    private AccessLogView latest() {
        return accesses.get(0);
    }
}
