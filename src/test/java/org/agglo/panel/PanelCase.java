package org.agglo.panel;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of panels, each with files and a specification of its own. */
abstract class PanelCase {
    @TempDir
    Path data;

    Fixture files;
    Fixture.Spec spec;

    @BeforeEach
    final void start() {
        files = new Fixture(data);
        spec = new Fixture.Spec();
    }
}
