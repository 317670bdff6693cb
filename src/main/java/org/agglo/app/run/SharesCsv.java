package org.agglo.app.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.agglo.app.study.Measure;
import org.agglo.measure.ReferenceShare;

/** The reference shares recovered from published quotients, a file for each measure: the groups and the interval. */
final class SharesCsv {
    private SharesCsv() {}

    static void write(Map<Measure.LocationQuotient, List<ReferenceShare>> shares, OutputFolder output) {
        shares.forEach((measure, found) -> {
            String name = "shares/" + measure.name() + ".csv";
            try (Writer out = new BufferedWriter(new OutputStreamWriter(output.create(name), StandardCharsets.UTF_8))) {
                var line = new CsvLine();
                measure.by().forEach(line::add);
                line.add("lower").add("upper").add("published").add("explained").end(out);
                for (ReferenceShare share : found) {
                    add(share, line);
                    line.end(out);
                }
            } catch (IOException e) {
                throw output.unwritable(name, e);
            }
        });
    }

    private static void add(ReferenceShare share, CsvLine line) {
        share.group().forEach(line::addValue);
        line.add(share.lower());
        if (Double.isFinite(share.upper())) {
            line.add(share.upper());
        } else {
            line.addNull();
        }
        line.add(share.cells()).add(share.fitting());
    }
}
