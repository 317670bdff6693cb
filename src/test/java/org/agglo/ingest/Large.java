package org.agglo.ingest;

import org.agglo.TestSpark;
import org.agglo.ingest.Ingest.Limits;

/** Reads small files as if they were large, for tests outside this package. */
public final class Large {
    private Large() {}

    /** The source, its files cut into splits of so many bytes. */
    public static Checked read(Source source, String folder, long splitBytes) {
        return Ingest.read(TestSpark.session(), source, folder, new Limits(0, splitBytes, 10_000));
    }

    /** The same source read row by row only. */
    public static Checked rowByRow(Checked source) {
        return new Checked(source.source(), source.files(), source.all(), Condensing.NONE);
    }
}
