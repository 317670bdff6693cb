package org.agglo.app.run;

import java.util.ArrayList;
import java.util.List;
import org.agglo.app.study.Study;
import org.agglo.contract.Contract;
import org.agglo.contract.Rule;
import org.agglo.disclosure.Treatment;
import org.agglo.ingest.FileFormat;
import org.agglo.ingest.Ingest;
import org.agglo.ingest.InputFile;
import org.agglo.ingest.Reading;
import org.agglo.ingest.Source;

/** How often a run reads a source's files, and for what; each pass is one Spark job, but for the checksums. */
final class Passes {
    private final Study study;
    private final Source source;
    private final List<Plan.Pass> passes = new ArrayList<>();

    private Passes(Study study, Source source) {
        this.study = study;
        this.source = source;
    }

    /** @param files those that are read */
    static List<Plan.Pass> of(Study study, Source source, Reading reading, List<InputFile> files) {
        Passes passes = new Passes(study, source);
        if (reading == Reading.STORED || reading == Reading.UNKNOWN) {
            return List.of();
        }
        if (source.format() == FileFormat.JDBC) {
            passes.add(source.name() + ": read");
            return passes.passes;
        }
        passes.add("checksums");
        if (reading == Reading.SMALL) {
            passes.add(source.name() + ": read");
        } else {
            passes.ofLarge(files);
        }
        return passes.passes;
    }

    /** Whether the source's withheld cells are filled, by a table of its own. */
    static boolean treated(Study study, Source source) {
        Treatment treatment = study.treatments().get(source.name());
        return treatment != null && treatment.method() != Treatment.Method.MISSING;
    }

    private void ofLarge(List<InputFile> files) {
        if (Ingest.looksForRecords(source, files)) {
            add(source.name() + ": find record starts");
        }
        if (!source.key().isEmpty()) {
            add(source.name() + ": check keys");
        }
        boolean treated = treated(study, source);
        if (treated) {
            add(source.name() + ": codes");
        }
        if (study.treatments().containsKey(source.name())) {
            add(source.name() + ": treat withheld cells");
        }
        if (!treated) {
            // What a treatment gave is kept.
            contracts();
            ofPanel();
        }
    }

    private void contracts() {
        List<Contract> contracts = study.contracts().stream()
                .filter(contract -> contract.of().equals(source.name()))
                .toList();
        if (contracts.stream().flatMap(contract -> contract.rules().stream()).anyMatch(Rule::byRow)) {
            add(source.name() + ": contracts");
        }
        contracts.forEach(contract -> contract.rules().stream()
                .filter(rule -> !rule.byRow())
                .forEach(rule -> add(source.name() + ": contract " + contract.name())));
    }

    private void ofPanel() {
        var panel = study.panel();
        boolean used = source.name().equals(panel.source())
                || panel.crosswalks().stream().anyMatch(walk -> walk.source().equals(source.name()))
                || panel.joins().stream().anyMatch(join -> join.source().equals(source.name()));
        if (used) {
            boolean adds =
                    source.name().equals(panel.source()) && !panel.totals().isEmpty();
            add(source.name() + (adds ? ": count and add up" : ": gather"));
            passes.add(new Plan.Pass(source.name() + ": rejects", "no row is set aside"));
        }
    }

    private void add(String what) {
        passes.add(new Plan.Pass(what, ""));
    }
}
