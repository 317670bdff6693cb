package org.agglo.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's own simulation files, as they are or with lines changed. */
final class Confs {
    static final Path SMALL = Path.of("conf/simulations/small.conf");
    static final Path CHINA = Path.of("conf/simulations/china-provinces.conf");

    private Confs() {}

    /** The small country. */
    static SimulationSpec small() {
        return SimulationReader.read(SMALL);
    }

    /** The small country with a piece of its text replaced, written into the folder. */
    static Path smallWith(Path folder, String piece, String replacement) {
        try {
            String text = Files.readString(SMALL);
            if (!text.contains(piece)) {
                throw new AssertionError("small.conf has no " + piece);
            }
            return Files.writeString(folder.resolve("changed.conf"), text.replace(piece, replacement));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The thirty provinces with fewer firms, drawn from another seed. */
    static SimulationSpec china(Path folder, int seed) {
        try {
            String include = "include file(\"" + CHINA.toAbsolutePath() + "\")\nrows = 40000, seed = " + seed + "\n";
            return SimulationReader.read(Files.writeString(folder.resolve("seed.conf"), include));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
