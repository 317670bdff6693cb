package org.agglo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** The panel that all sides of the benchmark read: y = Σ j·xⱼ/10 + province + year + noise, all normal, seeded. */
final class BenchPanel {
    private static final int PROVINCES = 30;
    private static final int YEARS = 12;
    private static final int REGRESSORS = 5;

    private BenchPanel() {}

    /** The file, written at the first call. */
    static Path file() throws IOException {
        Path file = Path.of("target", "bench", "panel.csv");
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text());
        }
        return file;
    }

    private static String text() {
        Random random = new Random(2022);
        double[] years = random.doubles(YEARS).toArray();
        StringBuilder text = new StringBuilder("province,year,y,x1,x2,x3,x4,x5\n");
        for (int province = 1; province <= PROVINCES; province++) {
            double effect = random.nextGaussian();
            for (int year = 0; year < YEARS; year++) {
                double y = effect + years[year] + random.nextGaussian();
                StringBuilder regressors = new StringBuilder();
                for (int j = 1; j <= REGRESSORS; j++) {
                    double x = effect / 2 + random.nextGaussian();
                    y += j * x / 10;
                    regressors.append(',').append(x);
                }
                text.append("p%02d,%d,".formatted(province, 2005 + year)).append(y).append(regressors).append('\n');
            }
        }
        return text.toString();
    }
}
