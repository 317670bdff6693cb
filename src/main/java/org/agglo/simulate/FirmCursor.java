package org.agglo.simulate;

import org.agglo.simulate.Draws.Purpose;

/** Walks over a range of firms in one year and draws those that exist, without memory of what came before the range. */
final class FirmCursor {
    /** Steps of a three-dimensional Weyl sequence: powers of the root of g⁴ = g + 1, as fractions of 2⁶⁴. */
    private static final long SIZE_STEP = 0xD1B54A32D192ED03L;

    private static final long ENTRY_STEP = 0xABC98388FB8FAC03L;
    private static final long EXIT_STEP = 0x8CB92BA72F3D8DD7L;

    private final Layout layout;
    private final int year;
    private final long end;
    private final long firmSeed;
    private final int sizeShift;
    private final long noiseMask;
    private final long[] sizeOffset = new long[2];
    private final long[] entryOffset = new long[2];
    private final long[] exitOffset = new long[2];
    private final double[] scale = new double[2];
    private final long[] place = new long[2];

    private long firm;
    private int county;
    private int region = -1;
    private long countyEnd;
    private long countyFirms;
    private long countyManufacturing;
    private long balance;
    private int sector;
    private long firmBits;
    private long yearBits;
    private long employment;

    /** Firms from start (included) to end (not included), in the year counted from 0. */
    FirmCursor(Layout layout, int year, long start, long end) {
        this.layout = layout;
        this.year = year;
        this.end = end;
        this.firm = start - 1;
        this.county = layout.countyOf(start) - 1;
        this.countyEnd = start;
        this.firmSeed = Draws.bits(layout.seed(), Purpose.FIRM, 0, 0);
        this.sizeShift = Long.numberOfLeadingZeros(layout.sizes().length) + 1;
        this.noiseMask = layout.noise().length - 1L;
    }

    /** Goes to the next firm that exists this year; false when there is none left. */
    boolean next() {
        while (++firm < end) {
            while (firm >= countyEnd) {
                enterCounty();
            }
            balance += countyManufacturing;
            sector = balance >= countyFirms ? 0 : 1;
            balance -= sector == 0 ? countyFirms : 0;
            long index = place[sector]++;
            firmBits = Draws.mix(firmSeed + Draws.GOLDEN * firm);
            if (exists(index)) {
                draw(index);
                return true;
            }
        }
        return false;
    }

    private void enterCounty() {
        county++;
        long start = layout.countyStart()[county];
        countyEnd = layout.countyStart()[county + 1];
        countyFirms = countyEnd - start;
        countyManufacturing = layout.countyManufacturing()[county];
        if (firm < countyEnd) {
            long before = (firm - start) * countyManufacturing;
            balance = before % countyFirms;
            place[0] = layout.firstManufacturing()[county] + before / countyFirms;
            place[1] = layout.firstOther()[county] + firm - start - before / countyFirms;
        }
        if (layout.countyRegion()[county] != region) {
            enterRegion(layout.countyRegion()[county]);
        }
    }

    private void enterRegion(int next) {
        region = next;
        for (int s = 0; s < 2; s++) {
            sizeOffset[s] = Draws.bits(layout.seed(), Purpose.SIZE_OFFSET, region, s);
            entryOffset[s] = Draws.bits(layout.seed(), Purpose.ENTRY_OFFSET, region, s);
            exitOffset[s] = Draws.bits(layout.seed(), Purpose.EXIT_OFFSET, region, s);
            scale[s] = layout.scale()[2 * region + s][year];
        }
    }

    /** The first firm of a region's sector always exists, so that no region is ever without either sector. */
    private boolean exists(long index) {
        if (index == 0) {
            return true;
        }
        double enters = Draws.uniform(entryOffset[sector] + ENTRY_STEP * index);
        int first = Lifespans.first(enters, layout.years(), layout.entry());
        if (year < first) {
            return false;
        }
        double leaves = Draws.uniform(exitOffset[sector] + EXIT_STEP * index);
        return year == first || year <= Lifespans.last(leaves, layout.years(), layout.exit());
    }

    private void draw(long index) {
        yearBits = Draws.mix(firmBits + Draws.GOLDEN * (layout.from() + year));
        double size = scale[sector] * layout.sizes()[(int) ((sizeOffset[sector] + SIZE_STEP * index) >>> sizeShift)];
        double exact = size * layout.noise()[(int) (yearBits & noiseMask)];
        employment = Math.max(1, (long) (exact + Draws.uniform(yearBits)));
    }

    /** The firm's number. */
    long firm() {
        return firm;
    }

    /** The county's place in the layout. */
    int county() {
        return county;
    }

    /** The region's place in the specification. */
    int region() {
        return region;
    }

    /** Whether the firm is in manufacturing. */
    boolean manufacturing() {
        return sector == 0;
    }

    /** The firm's four-digit industry code as a number, the same every year. */
    int industry() {
        int[] codes = layout.industries()[sector];
        return codes[(int) (Draws.mix(firmBits) & (codes.length - 1))];
    }

    /** Jobs in the year, at least 1. */
    long employment() {
        return employment;
    }

    /** Fresh random bits of the firm and year, for whatever else is to be drawn. */
    long moreBits() {
        return Draws.mix(yearBits + Draws.GOLDEN);
    }
}
