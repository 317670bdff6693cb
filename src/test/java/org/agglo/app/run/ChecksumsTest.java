package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agglo.ingest.InputFile;
import org.agglo.spark.DataException;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {
    @TempDir
    Path folder;

    @Test
    void aFileThatChangesWhileItIsReadIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "x,y\n");
        InputFile listed = new InputFile(
                "a.csv",
                file.toString(),
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis());
        try (Checksums checksums = new Checksums(new Configuration())) {
            assertThat(checksums.started(listed.location())).startsWith("9c6536d3");
            assertThatCode(() -> checksums.refuseChanged(List.of(listed))).doesNotThrowAnyException();

            Files.writeString(file, "x,y\n1,");
            assertThatThrownBy(() -> checksums.refuseChanged(List.of(listed)))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "a.csv changed while it was read. Is it still being copied? Wait until it is whole, and run again");

            Files.delete(file);
            assertThatThrownBy(() -> checksums.refuseChanged(List.of(listed))).isInstanceOf(DataException.class);
        }
    }
}
