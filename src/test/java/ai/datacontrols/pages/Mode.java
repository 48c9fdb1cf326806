package ai.datacontrols.pages;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.EnumSet;
import java.util.Set;

/** Display settings of a browser. An open page changes with them. */
enum Mode {
    LIGHT,
    /** The window of WCAG 2.2, 1.4.10: 1280 × 1024 px at 400 % zoom, or a small phone in landscape. */
    NARROW {
        @Override
        void apply(Page page) {
            super.apply(page);
            page.setViewportSize(320, 256);
        }
    },
    DARK {
        @Override
        EmulateMediaOptions media() {
            return super.media().setColorScheme(ColorScheme.DARK);
        }
    },
    FORCED_COLORS {
        @Override
        EmulateMediaOptions media() {
            return super.media().setForcedColors(ForcedColors.ACTIVE);
        }
    },
    REDUCED_MOTION {
        @Override
        EmulateMediaOptions media() {
            return super.media().setReducedMotion(ReducedMotion.REDUCE);
        }
    };

    static Set<Mode> of(KnownPage page) {
        return KnownPage.MAIN.contains(page) ? EnumSet.allOf(Mode.class) : EnumSet.of(LIGHT, NARROW);
    }

    void apply(Page page) {
        page.setViewportSize(1280, 720);
        page.emulateMedia(media());
    }

    EmulateMediaOptions media() {
        return new EmulateMediaOptions()
                .setColorScheme(ColorScheme.LIGHT)
                .setForcedColors(ForcedColors.NONE)
                .setReducedMotion(ReducedMotion.NO_PREFERENCE);
    }
}
