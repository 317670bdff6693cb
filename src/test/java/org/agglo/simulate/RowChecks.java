package org.agglo.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules for employment rows in plain Java, named as ingest names its reasons. */
final class RowChecks {
    private final Set<String> counties;
    private final int from;
    private final int to;
    private final Map<String, String> seen = new HashMap<>();

    RowChecks(Set<String> counties, int from, int to) {
        this.counties = counties;
        this.from = from;
        this.to = to;
    }

    /** The rules that the row breaks; a key is remembered from the first row that has it. */
    List<String> broken(String[] cells) {
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            if (cells[i].isEmpty()) {
                broken.add("missing " + RowSink.COLUMNS.get(i).split("_")[0]);
            }
        }
        if (!cells[1].isEmpty() && !counties.contains(cells[1])) {
            broken.add("unknown county");
        }
        int year = cells[3].isEmpty() ? from : Integer.parseInt(cells[3]);
        if (year < from) {
            broken.add("below minimum: year");
        }
        if (year > to) {
            broken.add("above maximum: year");
        }
        if (cells[4].startsWith("-")) {
            broken.add("below minimum: employment");
        } else if (!cells[4].isEmpty() && !cells[4].matches("[1-9][0-9]*")) {
            broken.add("not a number: employment");
        }
        if (!cells[0].isEmpty()) {
            String row = String.join(",", cells);
            String first = seen.putIfAbsent(cells[0] + " " + cells[3], row);
            if (first != null) {
                broken.add(first.equals(row) ? "repeated row" : "conflicting key");
            }
        }
        return broken;
    }
}
