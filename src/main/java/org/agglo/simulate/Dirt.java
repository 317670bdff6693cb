package org.agglo.simulate;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Decides which clean rows are followed by a bad one, and writes those, by {@link DirtSpec}. */
final class Dirt {
    private static final String[] WORDS = {"unknown", "about 40", "1O2", "see note", "none given"};

    private final double[] limits;
    private final Layout layout;
    private final Map<DirtKind, Long> counts = new EnumMap<>(DirtKind.class);

    Dirt(DirtSpec spec, Layout layout) {
        this.layout = layout;
        this.limits = new double[] {
            spec.missingCells(),
            spec.duplicateKeys(),
            spec.unknownCounties(),
            spec.negative(),
            spec.text(),
            spec.wrongYears()
        };
        for (int i = 1; i < limits.length; i++) {
            limits[i] += limits[i - 1];
        }
    }

    /** Writes a bad row behind the cursor's row, if one is due there. */
    void follow(FirmCursor cursor, int year, RowSink sink) throws IOException {
        long bits = cursor.moreBits();
        double u = Draws.uniform(bits);
        if (u < limits[limits.length - 1]) {
            write(cursor, year, u, Draws.mix(bits), sink);
        }
    }

    private void write(FirmCursor cursor, int year, double u, long bits, RowSink sink) throws IOException {
        long choice = bits >>> 32;
        DirtKind kind = kind(u, choice);
        boolean sameFirm = kind == DirtKind.REPEATED_ROW || kind == DirtKind.CONFLICTING_KEY;
        String[] cells = {
            firmId(sameFirm ? cursor.firm() : layout.firms() + cursor.firm()),
            Integer.toString(layout.countyCode()[cursor.county()]),
            "%04d".formatted(cursor.industry()),
            Integer.toString(year),
            Long.toString(cursor.employment())
        };
        long more = Draws.mix(bits);
        switch (kind) {
            case MISSING_FIRM, MISSING_COUNTY, MISSING_INDUSTRY, MISSING_YEAR, MISSING_EMPLOYMENT ->
                cells[DirtKind.MISSING.indexOf(kind)] = null;
            case REPEATED_ROW -> {}
            case CONFLICTING_KEY -> cells[4] = Long.toString(cursor.employment() + 1 + (more >>> 58));
            case UNKNOWN_COUNTY -> cells[1] = "00%04d".formatted(1 + (more >>> 32) % 9_999);
            case NEGATIVE -> cells[4] = "-" + cells[4];
            case TEXT -> cells[4] = WORDS[(int) ((more >>> 32) % WORDS.length)];
            case EARLY_YEAR -> cells[3] = Integer.toString(year - centuries());
            case LATE_YEAR -> cells[3] = Integer.toString(year + centuries());
        }
        sink.cells(cells);
        counts.merge(kind, 1L, Long::sum);
    }

    private DirtKind kind(double u, long choice) {
        int i = 0;
        while (u >= limits[i]) {
            i++;
        }
        return switch (i) {
            case 0 -> DirtKind.MISSING.get((int) (choice % DirtKind.MISSING.size()));
            case 1 -> choice % 2 == 0 ? DirtKind.REPEATED_ROW : DirtKind.CONFLICTING_KEY;
            case 2 -> DirtKind.UNKNOWN_COUNTY;
            case 3 -> DirtKind.NEGATIVE;
            case 4 -> DirtKind.TEXT;
            default -> choice % 2 == 0 ? DirtKind.EARLY_YEAR : DirtKind.LATE_YEAR;
        };
    }

    /** As many whole centuries as lead out of the simulated years from any of them. */
    private int centuries() {
        return 100 * (1 + layout.years() / 100);
    }

    /** Bad rows so far, kinds without any left out. */
    Map<DirtKind, Long> counts() {
        return new EnumMap<>(counts);
    }

    /** The firm's id as text: F and at least nine digits. */
    static String firmId(long firm) {
        return "F%09d".formatted(firm);
    }
}
