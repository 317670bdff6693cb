package org.agglo.app.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.app.study.Study;
import org.agglo.contract.Contract;
import org.agglo.contract.Court;
import org.agglo.contract.Judged;
import org.agglo.contract.Verdict;
import org.agglo.ingest.Checked;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Holds the sources and the panel against what the study relies on. */
final class ContractStage {
    private final Study study;
    private final Map<String, Dataset<Row>> used = new LinkedHashMap<>();
    private final Map<String, Checked> sources;
    private final List<Verdict> verdicts = new ArrayList<>();

    ContractStage(Study study, Map<String, Checked> sources) {
        this.study = study;
        this.sources = sources;
        sources.forEach((name, checked) -> used.put(
                name, checked.all().where(checked.all().col(Checked.REASON).isNull())));
    }

    /** The study's contracts of sources; a broken one stops the run. */
    Void sources() {
        List<Verdict> found = new ArrayList<>();
        sources.forEach((name, checked) -> found.addAll(Court.judge(
                new Judged(
                        name,
                        used.get(name),
                        checked.source().key(),
                        Optional.empty(),
                        concat_ws(":", col(Checked.FILE), col(Checked.ROW)),
                        List.of(Checked.FILE, Checked.ROW)),
                of(name),
                used)));
        Court.enforce(found);
        verdicts.addAll(found);
        return null;
    }

    /**
     * Those of the panel.
     *
     * @param rows with measures
     */
    Void panel(Dataset<Row> rows, List<String> key) {
        Column[] place = key.stream().map(name -> col(Columns.quoted(name))).toArray(Column[]::new);
        List<Verdict> found = Court.judge(
                new Judged(Contract.PANEL, rows, key, Optional.of(study.panel().time()), concat_ws(", ", place), key),
                of(Contract.PANEL),
                used);
        Court.enforce(found);
        verdicts.addAll(found);
        return null;
    }

    private List<Contract> of(String table) {
        return study.contracts().stream()
                .filter(contract -> contract.of().equals(table))
                .toList();
    }

    /** How all were kept. */
    List<Verdict> verdicts() {
        return verdicts;
    }
}
