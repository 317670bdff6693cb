package org.agglo.app.run;

import java.util.List;
import org.agglo.contract.Severity;
import org.agglo.contract.Verdict;
import org.agglo.report.Table;
import org.agglo.report.Table.Align;
import org.agglo.report.Table.Cell;

/** How the study's contracts were kept. */
final class ContractsTable {
    private ContractsTable() {}

    static Table of(List<Verdict> verdicts) {
        Table.Builder table = Table.builder("Contracts")
                .column("Contract", Align.LEFT)
                .column("Of", Align.LEFT)
                .column("Rule", Align.LEFT)
                .column("Looked at", Align.RIGHT)
                .column("Broken", Align.RIGHT)
                .column("If broken", Align.LEFT);
        for (Verdict verdict : verdicts) {
            table.row(
                    Cell.text(verdict.contract()),
                    Cell.text(verdict.of()),
                    Cell.text(verdict.rule()),
                    Cell.count(verdict.checked()),
                    Cell.count(verdict.failing()),
                    Cell.text(verdict.severity() == Severity.WARN ? "warning" : "the run stops"));
        }
        return table.build();
    }

    /** The broken ones, in sentences. */
    static List<String> broken(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> !verdict.kept())
                .map(Verdict::sentence)
                .toList();
    }
}
