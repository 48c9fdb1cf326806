package ai.datacontrols.browser;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** Moves through a page with the Tab key, and one step back, and reports where focus is lost, hidden or invisible. */
final class Tabbing {

    /** Records every focusable element in document order, and its appearance without focus. */
    private static final String PREPARE = """
            () => {
              const look = element => {
                const style = getComputedStyle(element);
                return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow].join(' ');
              };
              const named = element => element.cloneNode().outerHTML;
              document.body.tabIndex = -1;
              document.body.focus();  // Tab goes on from there
              document.body.removeAttribute('tabindex');
              const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
                  .filter(element => element.tabIndex >= 0 && !element.disabled)
                  .filter(element => element.checkVisibility({visibilityProperty: true}));
              window.tabbing = {stops, look, named, unfocused: stops.map(look)};
              return stops.length;
            }""";

    /** Returns the faults of the current focus, which should be at the stop with this number. */
    private static final String FAULTS = """
            expected => {
              const {stops, look, named, unfocused} = window.tabbing;
              const element = document.activeElement;
              if (element !== stops[expected]) {
                return ['focus is on ' + named(element) + ' instead of ' + named(stops[expected])];
              }
              const faults = [];
              const style = getComputedStyle(element);
              const browsers = style.outlineStyle === 'auto';  // the browser's own
              const outlined = browsers || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
              if (look(element) === unfocused[expected] || !(outlined || style.boxShadow !== 'none')) {
                faults.push('looks focused or not the same: ' + named(element));
              }
              const scale = colour => colour.startsWith('color(') ? 255 : 1;  // of color-mix
              const channels = colour => colour.match(/[\\d.]+/g)
                  .map((value, channel) => value * (channel < 3 ? scale(colour) : 1));
              const luminance = colour => {
                const [red, green, blue] = channels(colour).map(value => value / 255)
                    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
                return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
              };
              let behind = element.parentElement;
              while (behind && channels(getComputedStyle(behind).backgroundColor)[3] === 0) {
                behind = behind.parentElement;
              }
              const ground = behind ? getComputedStyle(behind).backgroundColor : 'rgb(255, 255, 255)';
              const tones = [style.outlineColor, ground].map(luminance);
              const contrast = (Math.max(...tones) + 0.05) / (Math.min(...tones) + 0.05);
              if (outlined && !browsers && contrast < 3) {
                faults.push('outline has a contrast of ' + contrast.toFixed(1) + ': ' + named(element));
              }
              const box = element.getClientRects()[0];
              const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              if (!top || !(element.contains(top) || top.contains(element) && top.matches('a, button'))) {
                faults.push('has focus, but is hidden by ' + (top ? named(top) : 'the edge') + ': ' + named(element));
              }
              return faults;
            }""";

    /** A date and time field has one stop for each of its parts. */
    private static final String STILL_INSIDE = """
            stop => {
              const element = document.activeElement;
              return ['date', 'time', 'datetime-local'].includes(element.type) && element === window.tabbing.stops[stop - 1];
            }""";

    private static final int MOST_PARTS = 8;

    private Tabbing() {}

    static List<String> faults(Page page) {
        var stops = (Integer) page.evaluate(PREPARE);
        List<String> faults = new ArrayList<>();
        for (var stop = 0; stop < stops && faults.isEmpty(); stop++) {
            page.keyboard().press("Tab");
            for (var part = 1; part < MOST_PARTS && (Boolean) page.evaluate(STILL_INSIDE, stop); part++) {
                page.keyboard().press("Tab");
            }
            faults.addAll(ScriptResult.strings(page.evaluate(FAULTS, stop)));
        }
        if (stops > 1 && faults.isEmpty()) {
            page.keyboard().press("Shift+Tab");
            faults.addAll(ScriptResult.strings(page.evaluate(FAULTS, stops - 2)));
        }
        return faults;
    }
}
