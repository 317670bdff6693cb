package org.agglo.simulate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A simulation drawn in memory, without Spark and without files. */
record Drawn(SimulationSpec spec, Totals totals, Map<String, double[][]> values, Outcome outcome) {
    static Drawn of(SimulationSpec spec) {
        Layout layout = LayoutBuilder.build(spec, VariablePaths.draw(spec, SimulationSpec.MAGGL));
        List<FileTotals> files = new ArrayList<>();
        for (EmploymentFile file : EmploymentFile.all(spec, layout)) {
            try (RowSink sink = new CsvSink(new ByteArrayOutputStream())) {
                files.add(file.write(sink, layout, new Dirt(spec.dirt(), layout)));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
        Totals totals = new Totals(spec.regions().size(), spec.years(), files);
        Map<String, double[][]> values = new LinkedHashMap<>();
        values.put(SimulationSpec.MAGGL, totals.locationQuotients());
        SimulationSpec.CONTROLS.forEach(name -> values.put(name, VariablePaths.draw(spec, name)));
        return new Drawn(spec, totals, values, new Outcome(spec, values));
    }

    /** A variable's values, pat too, regions × years. */
    double[][] values(String name) {
        if (!name.equals("pat")) {
            return values.get(name);
        }
        double[][] patents = new double[spec.regions().size()][spec.years()];
        for (int p = 0; p < patents.length; p++) {
            for (int t = 0; t < patents[p].length; t++) {
                patents[p][t] = outcome.patents(p, t);
            }
        }
        return patents;
    }
}
