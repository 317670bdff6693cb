package org.agglo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Reference numbers and real data, read where they lie beside the project; a test that needs them is skipped without. */
public final class Shared {
    private Shared() {}

    /** A file or folder below {@code ../shared} (system property {@code agglo.shared} to look elsewhere). */
    public static Path path(String below) {
        Path path = Path.of(System.getProperty("agglo.shared", "../shared")).resolve(below);
        assumeTrue(Files.exists(path), () -> "Skipped: " + path + " is not here");
        return path;
    }
}
