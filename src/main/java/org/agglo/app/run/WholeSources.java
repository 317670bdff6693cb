package org.agglo.app.run;

import java.util.Set;
import java.util.TreeSet;
import org.agglo.app.study.Study;
import org.agglo.contract.Contract;
import org.agglo.contract.Rule;
import org.agglo.ingest.FileFormat;
import org.agglo.panel.Crosswalk;

/**
 * The sources of which a run with a store reads all files all the same, since something needs their rows and not only what a
 * file gives: treatments of withheld cells, contracts, databases, and what a crosswalk in a database is looked up for.
 */
final class WholeSources {
    private WholeSources() {}

    static Set<String> of(Study study) {
        Set<String> whole = new TreeSet<>(study.treatments().keySet());
        for (Contract contract : study.contracts()) {
            if (!contract.of().equals(Contract.PANEL)) {
                whole.add(contract.of());
            }
            for (Rule rule : contract.rules()) {
                if (rule instanceof Rule.Total total) {
                    whole.add(total.source());
                }
            }
        }
        study.sources().forEach((name, source) -> {
            if (source.format() == FileFormat.JDBC) {
                whole.add(name);
            }
        });
        if (study.panel().crosswalks().stream()
                .map(Crosswalk::source)
                .anyMatch(name -> study.sources().get(name).format() == FileFormat.JDBC)) {
            whole.add(study.panel().source());
        }
        return whole;
    }
}
