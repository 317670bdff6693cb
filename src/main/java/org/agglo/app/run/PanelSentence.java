package org.agglo.app.run;

import java.util.Locale;
import org.agglo.panel.PanelReport;

/** The panel's size in a sentence. */
final class PanelSentence {
    private PanelSentence() {}

    static String of(PanelReport panel) {
        int periods = panel.periods().size();
        String span = periods == 0
                ? ""
                : periods == 1
                        ? " (" + panel.periods().get(0) + ")"
                        : " (%d–%d)"
                                .formatted(
                                        panel.periods().get(0), panel.periods().get(periods - 1));
        return String.format(
                Locale.ROOT,
                "Panel: %s, %s%s, %s, %s.",
                count(panel.regions(), "region"),
                count(periods, "period"),
                span,
                count(panel.rows(), "row"),
                panel.balanced() ? "balanced" : "not balanced");
    }

    private static String count(long n, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", n, one, n == 1 ? "" : "s");
    }
}
