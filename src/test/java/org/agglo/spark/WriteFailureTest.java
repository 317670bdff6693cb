package org.agglo.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WriteFailureTest {
    @Test
    void aQuotaOfHdfsIsSaidInOneLineWithAWayOut() {
        var failure = new IOException(
                "The DiskSpace quota of /results is exceeded: quota = 1 B but diskspace consumed = 384 MB\n\tat org.apache.hadoop.X.y(X.java:1)\n");

        assertThat(WriteFailure.reason(failure, "another --out"))
                .isEqualTo(
                        "The DiskSpace quota of /results is exceeded: quota = 1 B but diskspace consumed = 384 MB; free some space, or choose another --out. What stood there before is as it was");
        assertThat(WriteFailure.noSpace(new IllegalStateException("a task failed", failure)))
                .isTrue();
    }
}
