package org.agglo.report;

/** Figures as PNG, two pixels to a unit of the SVG, without a screen. */
public final class Png {
    private Png() {}

    /** This Java cannot draw; the message says what to do. The SVG does not need it. */
    public static final class PicturesUnavailable extends RuntimeException {
        PicturesUnavailable(Throwable cause) {
            super(
                    "No PNG figures: this Java cannot draw text. The SVG figures are complete. To have PNG too, install "
                            + "fontconfig and a font (Debian: apt-get install fontconfig fonts-dejavu-core), use a Java "
                            + "with its desktop libraries, and start it with -Djava.awt.headless=true.",
                    cause);
        }
    }

    /**
     * The picture as a PNG file's bytes. Text is in Java's own sans serif, which takes each character from a font that has
     * it.
     *
     * @param svg as {@link Chart#svg} gives it
     * @throws PicturesUnavailable if this Java has no fonts, no desktop libraries, or waits for a screen
     */
    public static byte[] render(String svg) {
        try {
            return PngDrawing.draw(svg);
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw e;
        } catch (Error e) { // what is missing shows as AWTError, InternalError or any error of linking
            throw new PicturesUnavailable(e);
        }
    }
}
