package ai.datacontrols.browser;

import com.microsoft.playwright.Page;
import java.util.List;

/** Finds motion: running animations and transitions that would run. */
final class Motion {

    private static final String MOVING = """
            () => {
              const moves = style => [style.transitionDuration, style.animationDuration]
                  .some(times => times.split(',').some(time => parseFloat(time) > 0));
              const styles = element => [null, '::before', '::after'].map(part => getComputedStyle(element, part));
              const found = [...document.querySelectorAll('*')]
                  .filter(element => styles(element).some(moves) || getComputedStyle(element).scrollBehavior === 'smooth');
              const running = document.getAnimations().map(animation => animation.effect.target);
              return [...found, ...running].map(element => element.cloneNode().outerHTML);
            }""";

    private Motion() {}

    static List<String> in(Page page) {
        return ScriptResult.strings(page.evaluate(MOVING));
    }
}
