package org.agglo.app.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.ingest.Checked;
import org.agglo.panel.Gathering;
import org.agglo.panel.PanelReport;

/** Where a run's rows come from: from its files, or from its files and a store of what they gave before. */
interface Inputs extends AutoCloseable {
    /** The sources by name, in the order of the study. */
    Map<String, Checked> read();

    /** How the panel gathers their rows. */
    Gathering gathering();

    /** Writes a source's rejects. */
    void writeRejects(Checked checked, String folder);

    /**
     * Every file that the run rests on.
     *
     * @throws org.agglo.spark.DataException if one of them changed while it was read
     */
    List<Manifest.Input> list();

    /** Keeps what the run found, where something is to be kept. */
    Optional<Manifest.Stored> keep(String run, PanelReport found);

    @Override
    void close();
}
