package org.agglo.app.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agglo.app.study.Measure;
import org.agglo.measure.ReferenceShare;

/** The reference shares recovered from published quotients, a file for each measure: the groups and the interval. */
final class SharesCsv {
    private SharesCsv() {}

    static void write(Map<Measure.LocationQuotient, List<ReferenceShare>> shares, OutputFolder output) {
        shares.forEach((measure, found) -> {
            String name = "shares/" + measure.name() + ".csv";
            try (Writer out = new BufferedWriter(new OutputStreamWriter(output.create(name), StandardCharsets.UTF_8))) {
                out.write(PanelCsv.line(
                        Stream.concat(measure.by().stream(), Stream.of("lower", "upper", "published", "explained"))));
                for (ReferenceShare share : found) {
                    out.write(line(share));
                }
            } catch (IOException e) {
                throw output.unwritable(name, e);
            }
        });
    }

    private static String line(ReferenceShare share) {
        String upper = Double.isFinite(share.upper()) ? Double.toString(share.upper()) : "";
        return PanelCsv.line(Stream.concat(
                share.group().stream().map(PanelCsv::text),
                Stream.of(
                        Double.toString(share.lower()),
                        upper,
                        Long.toString(share.cells()),
                        Long.toString(share.fitting()))));
    }
}
