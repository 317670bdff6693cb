package org.agglo.app.cli;

import java.util.Locale;
import org.agglo.simulate.SimulationReport;

/** What the user reads when a simulation is done. */
final class SimulationText {
    private SimulationText() {}

    static String of(SimulationReport report, String folder) {
        return String.format(
                Locale.ROOT,
                "%,d rows in %s, with truth.json; bad rows by kind: %s",
                report.rows(),
                folder,
                report.dirt());
    }
}
