package ai.datacontrols.settings;

import ai.datacontrols.policy.PermittedPeriod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Draws when data of a product could be used, as SVG. Positions are percentages of the width. The present is always at
 * the same place, so that the bars of a page can be compared.
 *
 * @param usableSince the start of the present period; null if use is not allowed now
 * @param years the years that began since the first period, in order
 */
record TimeBar(List<PermittedPeriod> past, Instant usableSince, Instant now, List<Year> years, String today) {

    private static final double PRESENT = 78;
    private static final double END = 100;

    /** A shorter period would not be seen. */
    private static final double LEAST_WIDTH = 0.8;

    /** The distance between two labels that don't touch on a narrow screen. */
    private static final double LABEL_WIDTH = 14;

    record Year(Instant start, int number) {}

    String svg() {
        var svg = new StringBuilder("<svg class=\"bar\" aria-hidden=\"true\">");
        for (var i = 0; i < past.size(); i++) {
            var end = position(past.get(i).until());
            period(svg, "past", position(past.get(i).from()), end);
            var next = i + 1 < past.size() ? past.get(i + 1).from() : usableSince;
            line(svg, "rest", end, next == null ? PRESENT : position(next));
        }
        if (usableSince == null) {
            line(svg, "ahead", PRESENT + 1, END);
        } else {
            period(svg, "used", position(usableSince), PRESENT);
        }
        post(svg, "today", PRESENT);
        if (!past.isEmpty() && usableSince == null) {
            post(svg, "stop", position(past.get(past.size() - 1).until()));
        }
        var last = 0.0;
        for (Year year : years) {
            var at = position(year.start());
            if (at - last >= LABEL_WIDTH / 2 && PRESENT - at >= LABEL_WIDTH) {
                label(svg, at, String.valueOf(year.number()));
                last = at + LABEL_WIDTH / 2;
            }
        }
        label(svg, PRESENT, today);
        return svg.append("</svg>").toString();
    }

    private Instant start() {
        return past.isEmpty() ? usableSince : past.get(0).from();
    }

    private double position(Instant instant) {
        var whole = Duration.between(start(), now).toMillis();
        var part = Duration.between(start(), instant).toMillis();
        return whole <= 0 ? 0 : PRESENT * Math.min(Math.max(part, 0), whole) / whole;
    }

    private static void period(StringBuilder svg, String kind, double from, double until) {
        var start = Math.min(from, PRESENT - LEAST_WIDTH);
        line(svg, kind, start, Math.max(until, start + LEAST_WIDTH));
    }

    private static void line(StringBuilder svg, String kind, double from, double until) {
        svg.append("<line class=\"%s\" x1=\"%s\" x2=\"%s\"/>".formatted(kind, percent(from), percent(until)));
    }

    private static void post(StringBuilder svg, String kind, double at) {
        svg.append("<line class=\"%s\" x1=\"%2$s\" x2=\"%2$s\" y1=\"-12\" y2=\"12\"/>".formatted(kind, percent(at)));
    }

    private static void label(StringBuilder svg, double at, String text) {
        svg.append("<text x=\"%s\">%s</text>".formatted(percent(at), text));
    }

    private static String percent(double value) {
        var rounded =
                BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.toPlainString() + "%";
    }
}
