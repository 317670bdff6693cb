package org.agglo.simulate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes comma-separated lines, digit by digit, through one buffer: no row makes an object. */
final class CsvSink implements RowSink {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_ROW = 128;
    private static final int ID_DIGITS = 9;
    private static final int INDUSTRY_DIGITS = 4;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int at;

    CsvSink(OutputStream out) throws IOException {
        this.out = out;
        cells(COLUMNS.toArray(String[]::new));
    }

    @Override
    public void row(long firm, int county, int industry, int year, long employment) throws IOException {
        if (at > BUFFER - LONGEST_ROW) {
            flush();
        }
        buffer[at++] = 'F';
        digits(firm, ID_DIGITS);
        buffer[at++] = ',';
        digits(county, 1);
        buffer[at++] = ',';
        digits(industry, INDUSTRY_DIGITS);
        buffer[at++] = ',';
        digits(year, 1);
        buffer[at++] = ',';
        digits(employment, 1);
        buffer[at++] = '\n';
    }

    @Override
    public void cells(String[] cells) throws IOException {
        flush();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(i == 0 ? "" : ",").append(cells[i] == null ? "" : cells[i]);
        }
        out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The number, with zeros before it up to the width. */
    private void digits(long number, int width) {
        int count = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            count++;
        }
        int next = at + Math.max(width, count);
        for (int i = next - 1; i >= at; i--) {
            long quotient = number / 10;
            buffer[i] = (byte) ('0' + (number - 10 * quotient));
            number = quotient;
        }
        at = next;
    }

    private void flush() throws IOException {
        out.write(buffer, 0, at);
        at = 0;
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }
}
